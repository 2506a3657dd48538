package query_test

import (
	"fmt"

	"dateline/query"
)

func ExampleParse() {
	q, err := query.Parse(`Vladimir Putin met ?who since:2017-04 said-by:"White House"`)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range q.Terms {
		fmt.Printf("%q ", t.Text)
	}
	fmt.Println(q.Since, q.SaidBy)
	fmt.Println(q)
	// Output:
	// "Vladimir" "Putin" "met" "who" 2017-04 White House
	// Vladimir Putin met ?who since:2017-04 said-by:"White House"
}

func ExampleParseStatuses() {
	statuses, err := query.ParseStatuses("denied,planned")
	fmt.Println(statuses, err)
	_, err = query.ParseStatuses("maybe")
	fmt.Println(err)
	// Output:
	// [planned denied] <nil>
	// no status "maybe": the statuses are asserted, reported, planned, proposed, conditional, obligation, alleged, under-investigation, denied, negated, and all
}
