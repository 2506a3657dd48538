package segment

import (
	"strings"
	"testing"
)

// joined writes the paragraphs of a text, a bar between them.
func joined(text string, title int) string {
	var out []string
	for _, l := range paragraphs(nil, text, title) {
		out = append(out, strings.Join(strings.Fields(text[l.start:l.end]), " "))
	}
	return strings.Join(out, " | ")
}

func TestWrappedParagraphsAreJoined(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"an indent opens a paragraph": {`Hallmark Ferries said it would
sell two ships to a company in Bergen and buy a larger one with
the money.
    The ships have served Stavanger since 1971, Ann Lund, its
chairman.
    They were built in Gdansk. A spokesman for the buyer, North
Sea Lines, declined to say what it had paid.`,
			"Hallmark Ferries said it would sell two ships to a company in Bergen and buy a larger one with the money." +
				" | The ships have served Stavanger since 1971, Ann Lund, its chairman." +
				" | They were built in Gdansk. A spokesman for the buyer, North Sea Lines, declined to say what it had paid."},
		"a blank line opens a paragraph": {`Dear members,

The board has met with the owners of the hall on Tuesday and has
agreed to a rent of 400 a month until the end of the year. Those
who wish to help with the move should write to Ann.

We thank the town for its help and the fire brigade for the use
of its truck.`,
			"Dear members, | The board has met with the owners of the hall on Tuesday and has agreed to a rent of 400 a month until the end of the year." +
				" Those who wish to help with the move should write to Ann. | We thank the town for its help and the fire brigade for the use of its truck."},
		"two lines of a known width": {`The board has met with the owners of the hall on Tuesday and has
agreed to a rent of 400 a month until the end of the year.

The mayor and his aides will meet the owners again in the Hotel
Bristol on Monday.

Present were the mayor and three
Owners of the hall`,
			"The board has met with the owners of the hall on Tuesday and has agreed to a rent of 400 a month until the end of the year." +
				" | The mayor and his aides will meet the owners again in the Hotel Bristol on Monday. | Present were the mayor and three | Owners of the hall"},
		"so does a line with room for the next word": {`The council of the old town met on Monday in the great hall of
the castle and voted for the plan.
The mayor, who had put it forward in the spring, thanked all of
them and left for the coast.`,
			"The council of the old town met on Monday in the great hall of the castle and voted for the plan." +
				" | The mayor, who had put it forward in the spring, thanked all of them and left for the coast."},
		"names and numbers begin lines": {`The ministers of Chile, Peru and Ecuador met in Santiago in May
1986 and agreed to buy 40 ships from Norway, the spokesman said.
Chile would pay for 20 of them; Peru, he told reporters at the
club, for the rest.`,
			"The ministers of Chile, Peru and Ecuador met in Santiago in May 1986 and agreed to buy 40 ships from Norway, the spokesman said." +
				" Chile would pay for 20 of them; Peru, he told reporters at the club, for the rest."},
		"items of a list stay apart": {`- two tonnes of rice, which the ministry has promised to bring
  to the port by ship;
- a generator and fuel for the hospital in the valley, where no
  power has been seen since the storm.`,
			"- two tonnes of rice, which the ministry has promised to bring to the port by ship;" +
				" | - a generator and fuel for the hospital in the valley, where no power has been seen since the storm."},
		"a sentence a line": {"The port was closed on Monday by the storm\nThe mayor asked the army for help with it\nThe army sent two hundred men to the port",
			"The port was closed on Monday by the storm | The mayor asked the army for help with it | The army sent two hundred men to the port"},
		"headlines of different width": {"Storm closes port\nmayor asks army for help\nThe army sends two hundred men to the harbour of Bergen\nwar of words",
			"Storm closes port | mayor asks army for help | The army sends two hundred men to the harbour of Bergen | war of words"},
		"a list of words": {"rice\nflour\nsugar\ncooking oil", "rice | flour | sugar | cooking oil"},
		"verse": {"O river running to the sea,\nand hills that sleep in snow,\nwhat have you kept of all of me\nthat left you long ago?",
			"O river running to the sea, | and hills that sleep in snow, | what have you kept of all of me | that left you long ago?"},
		"a table": {"Shr 34 cts vs 29 cts\n    Net 16.7 mln vs 13.3 mln\n    Sales 678.7 mln vs 531.0 mln\n    NOTE: The figures of the first quarter include a gain of ten\nmln dlrs from the sale of land.",
			"Shr 34 cts vs 29 cts | Net 16.7 mln vs 13.3 mln | Sales 678.7 mln vs 531.0 mln | NOTE: The figures of the first quarter include a gain of ten mln dlrs from the sale of land."},
		"a table of columns": {"wheat and flour      1,200 tonnes      Bergen\nmaize                  400 tonnes      Gdansk\nsoya and its meal      380 tonnes      Bergen",
			"wheat and flour 1,200 tonnes Bergen | maize 400 tonnes Gdansk | soya and its meal 380 tonnes Bergen"},
		"a table in wrapped text": {"The ministry said it sees harvests of wheat and of maize that are\nlarger than those of the year before in all of its provinces.\n               1986      1987\nwheat           400       420\nmaize            80       100",
			"The ministry said it sees harvests of wheat and of maize that are larger than those of the year before in all of its provinces. | 1986 1987 | wheat 400 420 | maize 80 100"},
		"long lines": {strings.Repeat("the ministers met and talked of ships and of the sea and ", 3) + "\n" + strings.Repeat("of the rain that fell on the hills while they were talking ", 3),
			strings.TrimSpace(strings.Repeat("the ministers met and talked of ships and of the sea and ", 3)) + " | " + strings.TrimSpace(strings.Repeat("of the rain that fell on the hills while they were talking ", 3))},
	} {
		if got := joined(c.text, 0); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}
