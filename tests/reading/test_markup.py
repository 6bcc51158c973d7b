"""Pages cut into blocks, whatever their marks do not close."""

from framing.reading.markup import Block, blocks


def shown(page):
    return [(block.tag, block.label, block.text) for block in blocks(page) if block.text]


def test_styles_scripts_and_titles_are_not_shown():
    page = (
        "<title>Harbour</title><style>p { }</style><p>Calm</p><script>var sea = '<p>no</p>'</script>&amp; sea"
    )
    assert shown(page) == [("p", "", "Calm"), ("body", "", "& sea")]


def test_a_block_within_a_block_ends_the_text_before_it_and_leads_back():
    page = '<div class="a" id="b">one<p class="c">two</div>three<br>four<td>five'
    assert shown(page) == [
        *(("div", "a #b", "one"), ("p", "c", "two"), ("body", "", "three\nfour")),
        ("td", "", "five"),
    ]


def test_only_bold_words_that_begin_a_block_are_told():
    assert [b.bold for b in blocks("<p><b>Title:</b> calm <b>sea</b><p>calm <b>sea</b>") if b.text] == [
        "Title:",
        "",
    ]


def test_places_in_a_page_are_blocks_without_text():
    assert Block("a", "DocID_1", "") in blocks('<div><a name="DocID_1"></a><p>Calm')
    assert Block("text", "12", "") in blocks('<p>Full <text wordcount="12">Calm')
    assert blocks("") == []
