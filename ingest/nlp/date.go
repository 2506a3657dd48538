package nlp

// A Date is a calendar date with the precision known: Month and Day are 0
// when they are not. The zero Date is unknown.
type Date struct {
	Year, Month, Day int
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d.Year == 0 }

// TimeKind is the kind of a time expression.
type TimeKind uint8

// The kinds of time expression.
const (
	TimePoint    TimeKind = iota // "May 3", "yesterday", "July 2017", "May 3-4"
	TimeDuration                 // "three years"
	TimeSet                      // "every Monday"
)

// A Time is a time expression, the tokens [First, Last) of a document.
//
// Value is ISO 8601 to the precision known ("2017", "2017-07", "2017-05-03")
// or an interval of two of these ("2017-05-03/2017-05-04"); "" when it cannot
// be resolved (no document date, a duration, a set): then only its own words
// say what it is. A time of day is not kept.
type Time struct {
	First, Last int32
	Kind        TimeKind
	Value       string
}
