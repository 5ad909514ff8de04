package main

import "encoding/json"

// request is one line of the input.
type request struct {
	// ID is given back with the answer.
	ID json.RawMessage `json:"id,omitempty"`

	// Given replaces what is said to be in the cluster. CustomResourceDefinitions, Namespaces,
	// ValidatingAdmissionPolicies with their bindings and the objects that these name as parameters count; requests
	// after this one are answered accordingly. Nothing else of the request is read.
	Given []json.RawMessage `json:"given,omitempty"`

	// Object is created, or is what Old is changed to.
	Object json.RawMessage `json:"object,omitempty"`

	// Old makes the request a change: a manifest, or an object as the server returned it (then it has a UID).
	Old json.RawMessage `json:"old,omitempty"`

	// Method is how Old is changed: "apply" (default) merges as kubectl apply does, "replace" puts Object in its place.
	Method string `json:"method,omitempty"`

	// Namespace is that of an object which names none; "default" by default.
	Namespace string `json:"namespace,omitempty"`

	// Stored asks for the stored form.
	Stored bool `json:"stored,omitempty"`
}

// The outcomes of a request.
const (
	accepted = "accepted"
	refused  = "refused"

	// unknown: the kind is none of the built-in ones, and no CustomResourceDefinition of it was given.
	unknown = "unknown"
)

// answer is one line of the output.
type answer struct {
	ID       json.RawMessage `json:"id,omitempty"`
	Outcome  string          `json:"outcome"`
	Problems []problem       `json:"problems,omitempty"`
	Warnings []string        `json:"warnings,omitempty"`
	Stored   json.RawMessage `json:"stored,omitempty"`
}

// problem is one reason of a refusal.
type problem struct {
	// Reason is the server's: FieldValueInvalid, FieldValueRequired, BadRequest, …
	Reason string `json:"reason"`

	// Field is the path of the field, when the problem is one of a field.
	Field string `json:"field,omitempty"`

	// Message is the server's.
	Message string `json:"message"`
}
