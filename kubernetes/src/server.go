package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/authentication/user"
	apirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
	api "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/pod-security-admission/admission"
)

// uid is that of every object that is created here, so that what is generated from it is the same in every run.
const uid = "00000000-0000-4000-8000-000000000000"

const userName = "verdict"

var verdictUser = &user.DefaultInfo{Name: userName, Groups: []string{user.SystemPrivilegedGroup, user.AllAuthenticated}}

// server answers requests as an API server with default settings would.
type server struct {
	decoders    decoders
	given       *given
	podSecurity *admission.Admission
}

func newServer() *server {
	made := &server{decoders: newDecoders(), given: newGiven()}
	made.podSecurity = newPodSecurity(made)
	return made
}

// head is what every object has.
type head struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   struct {
		Namespace string `json:"namespace"`
	} `json:"metadata"`
}

func (s *server) answerLine(line []byte) (result answer) {
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Outcome: refused, Problems: []problem{{Reason: "BadRequest", Message: "the request is no JSON object: " + err.Error()}}}
	}
	defer func() {
		// The server answers a panic with an internal error, and goes on.
		if recovered := recover(); recovered != nil {
			result = answer{ID: asked.ID, Outcome: refused, Problems: []problem{{Reason: "InternalError", Message: fmt.Sprint(recovered)}}}
		}
	}()
	result = s.answer(asked)
	result.ID = asked.ID
	return result
}

func (s *server) answer(asked request) answer {
	if asked.Given != nil {
		s.give(asked.Given)
		return answer{Outcome: accepted}
	}
	call, refused := s.callFor(asked)
	if refused != nil {
		return *refused
	}
	if len(asked.Old) > 0 {
		return call.update()
	}
	return call.create()
}

// callFor finds how the server treats the kind of an object, or gives the answer when it knows no such kind.
func (s *server) callFor(asked request) (*call, *answer) {
	var named head
	if err := json.Unmarshal(asked.Object, &named); err != nil {
		return nil, pointer(refusal(problem{Reason: "BadRequest", Message: err.Error()}))
	}
	kind, wrong := kindOf(named.APIVersion, named.Kind)
	if wrong != nil {
		return nil, pointer(refusal(*wrong))
	}
	if custom := s.given.kinds[kind.GroupKind()]; custom != nil {
		version := custom.versions[kind.Version]
		if version == nil {
			return nil, pointer(refusal(notServed(kind)))
		}
		call := newCall(s, kind, version.strategy, newCustomCodec(custom, kind.GroupKind()), namespaceOf(named, asked), asked)
		if version.warning != "" {
			call.AddWarning("", version.warning)
		}
		return call, nil
	}
	if !isBuiltInGroup(kind.Group) {
		return nil, &answer{Outcome: unknown}
	}
	how, found := strategies[kind.GroupKind()]
	if !found && isServed(kind) {
		// A review or the like: it is answered, not stored.
		return nil, &answer{Outcome: unknown}
	}
	if !found || !isServed(kind) {
		return nil, pointer(refusal(notServed(kind)))
	}
	call := newCall(s, kind, how, builtInCodec{s.decoders, kind}, namespaceOf(named, asked), asked)
	if text := deprecationOf(kind); text != "" {
		call.AddWarning("", text)
	}
	return call, nil
}

// isNamespaced reports whether the objects of a kind are in namespaces.
func (s *server) isNamespaced(kind schema.GroupVersionKind) bool {
	if custom := s.given.kinds[kind.GroupKind()]; custom != nil {
		version := custom.versions[kind.Version]
		return version != nil && version.strategy.NamespaceScoped()
	}
	how := strategies[kind.GroupKind()]
	return how != nil && how.NamespaceScoped()
}

func pointer[T any](value T) *T { return &value }

func refusal(problems ...problem) answer { return answer{Outcome: refused, Problems: problems} }

func namespaceOf(named head, asked request) string {
	switch {
	case named.Metadata.Namespace != "":
		return named.Metadata.Namespace
	case asked.Namespace != "":
		return asked.Namespace
	default:
		return metav1.NamespaceDefault
	}
}

// call is one request on its way through the server.
type call struct {
	server   *server
	kind     schema.GroupVersionKind
	strategy strategy
	codec    codec
	asked    request
	context  context.Context
	cluster  *cluster
	warnings []string
}

func newCall(s *server, kind schema.GroupVersionKind, how strategy, codec codec, namespace string, asked request) *call {
	c := &call{server: s, kind: kind, strategy: how, codec: codec, asked: asked, cluster: newCluster()}
	if !how.NamespaceScoped() {
		namespace = metav1.NamespaceNone
	}
	ctx := apirequest.WithNamespace(context.Background(), namespace)
	ctx = apirequest.WithUser(ctx, verdictUser)
	info := &apirequest.RequestInfo{IsResourceRequest: true, APIGroup: kind.Group, APIVersion: kind.Version, Namespace: namespace}
	ctx = apirequest.WithRequestInfo(ctx, info)
	c.context = warning.WithWarningRecorder(ctx, c)
	return c
}

// AddWarning implements warning.Recorder.
func (c *call) AddWarning(_, text string) {
	for _, each := range c.warnings {
		if each == text {
			return
		}
	}
	c.warnings = append(c.warnings, text)
}

func (c *call) create() answer {
	object, problems := c.codec.decode(c.asked.Object)
	if object != nil {
		err := c.begin(object)
		if err == nil && len(problems) == 0 {
			err = c.admit(object, nil)
		}
		problems = append(problems, problemsOf(err)...)
	}
	return c.result(object, problems)
}

// begin does what the server does to a new object up to its storage.
func (c *call) begin(object runtime.Object) error {
	metadata, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	rest.FillObjectMetaSystemFields(metadata)
	metadata.SetUID(uid)
	metadata.SetCreationTimestamp(metav1.Time{Time: time.Unix(0, 0)})
	if metadata.GetGenerateName() != "" && metadata.GetName() == "" {
		metadata.SetName(c.strategy.GenerateName(metadata.GetGenerateName()))
	}
	if service, ok := object.(*api.Service); ok {
		if err := c.cluster.create(service); err != nil {
			return err
		}
	}
	return rest.BeforeCreate(c.strategy, c.context, object)
}

func (c *call) result(object runtime.Object, problems []problem) answer {
	result := answer{Outcome: accepted, Problems: problems, Warnings: c.warnings}
	if len(problems) > 0 {
		result.Outcome = refused
		return result
	}
	if c.asked.Stored {
		stored, err := c.stored(object)
		if err != nil {
			return refusal(problem{Reason: "InternalError", Message: err.Error()})
		}
		result.Stored = stored
	}
	return result
}

// stored is the object as the server would return it, without what differs from one cluster or time to the next.
func (c *call) stored(object runtime.Object) ([]byte, error) {
	if service, ok := object.(*api.Service); ok {
		c.cluster.hide(service)
	}
	metadata, err := meta.Accessor(object)
	if err != nil {
		return nil, err
	}
	if metadata.GetUID() == uid {
		metadata.SetUID("")
		metadata.SetResourceVersion("")
		metadata.SetCreationTimestamp(metav1.Time{})
	}
	return c.codec.encode(object)
}

// problemsOf takes an error of the server apart: one problem for each cause.
func problemsOf(err error) []problem {
	if err == nil {
		return nil
	}
	status, ok := err.(errors.APIStatus)
	if !ok {
		return []problem{{Reason: "InternalError", Message: err.Error()}}
	}
	details := status.Status().Details
	if details == nil || len(details.Causes) == 0 {
		return []problem{{Reason: string(status.Status().Reason), Message: status.Status().Message}}
	}
	var problems []problem
	for _, cause := range details.Causes {
		problems = append(problems, problem{Reason: string(cause.Type), Field: cause.Field, Message: cause.Message})
	}
	return problems
}
