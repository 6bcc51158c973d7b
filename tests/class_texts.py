"""Eight short texts on an invented matter and a dictionary for them, as a class may bring them."""

FRAMES = """frame,label,definition,source,colour,order
money,Money,What the ferry costs or earns.,class,#E69F00,1
danger,Danger,Somebody or something may come to harm.,class,#0072B2,2
"""
DICTIONARY = """frame,subframe,pattern,unless,source,note
money,,fare*,farewell,class,
money,,ticket*,,class,
money,,cost*,,class,
money,,subsid*,,class,
money,,cheap*,,class,
danger,,unsafe,,class,
danger,,rust*,,class,
danger,,danger*,,class,
danger,,accident*,,class,
danger,,life* jacket*,,class,
"""
TEXTS = {
    "bell": """# Keep the Old Ferry
The ferry to Little Hallow costs the town less than its lamps do. Nobody in the hall has said so this year.
A ticket is two crowns, and it has been two crowns since my mother sold them. Cheap it is, and cheap it should stay.
Mayor Ansel Rook said the hull was unsafe. He has not set foot on it since the regatta.
The rust on the rail is old rust. There is no danger in it, and the children know where to hold on.
Pay for paint, not for consultants. A subsidy of one lamp would do.""",
    "drum": """# Close the Ferry Before It Sinks
Every morning forty people step onto a boat that its own captain calls dangerous.
The life jackets date from another century. Rust has eaten two of the six rails.
"We have been lucky," Captain Ida Thorn told the harbour board. "An accident is a matter of weather."
The board replied that repairs would cost more than a new boat. It did not say what a funeral costs.
Close it now, and run a bus round the bay until a safe boat is found.""",
    "fern": """# Ferry Fare May Rise to Three Crowns
The fare of the Hallow ferry may rise from two crowns to three in spring, the council said on Tuesday.
The council expects the higher fare to cover half of the cost of repairs. The other half would be a subsidy from the county.
Lotte Marr, who sells tickets at the pier, said that most passengers would pay. "They have no other way," she said.
A report in March found rust on the hull but no danger to passengers.
A vote is planned for the first week of May.""",
    "gull": """# Five Questions About the Ferry
Why is the ferry in the news? A report found rust on its hull in March.
Is it unsafe? The report says that it is not, if the rails are mended by winter.
What would that cost? About nine thousand crowns, as much as all tickets of a summer.
Who pays? The council wants a higher fare, the county has offered a subsidy.
Was there ever an accident? One, in a fog, without harm to anyone. Passengers were given life jackets and tea.""",
    "iris": """# County Offers Subsidy for Hallow Ferry
The county will give four thousand crowns for the Hallow ferry, its treasurer said on Friday.
The subsidy depends on a promise to keep the ticket price below three crowns.
Treasurer Odo Finch called the ferry cheaper than any bridge. He did not speak of the rust.
The harbour board welcomed the offer. It has asked for new life jackets too.""",
    "jolt": """# A Bridge Would End the Talk
There has been talk of a bridge for thirty years, and there is a drawing of it in the hall.
A bridge has no fare and no fog. It does not rust in a winter if it is made of stone.
It would cost as much as forty ferries, says the council, which has never counted the accidents of the road round the bay.
Dangerous as the road is, the council will not close it. The ferry it would close tomorrow.""",
    "kite": """# Captain of Ferry to Retire
Ida Thorn, captain of the Hallow ferry for nineteen years, will retire in June.
She took the post after an accident in which nobody was hurt. She kept the fare where it was.
Her farewell is on the pier on Sunday. Tickets for the boat are free on that day.
Asked what she will miss, she said: "The fog. You learn to listen."
The harbour board has not named a successor.""",
    "loom": """# Passengers Count the Cost
Some who cross each day say they would rather walk than pay three crowns.
For a family the higher fare would cost as much as its bread, said Petra Voss, who crosses with three children.
Others fear that a cheap ferry stays an unsafe one. They point to the rust and to the empty rack for life jackets.
The council promised an answer. It has promised one before.""",
}
