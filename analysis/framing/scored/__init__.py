"""From the sums that `score` leaves behind to tables, figures and a page, without reading a text."""
