// Package query answers questions about a store of articles.
//
// In: a question (a pattern of subject, predicate and object with filters, a
// pair of names, the id of a statement, a Gizmo script) and a view of a store.
// Out: rows of schema.Row, each with its sentence, article and speaker, in an
// order that does not depend on the engine or the machine.
package query
