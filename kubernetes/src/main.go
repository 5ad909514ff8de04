// Command verdict answers, for objects on standard input, what the API server of one Kubernetes version would answer
// to a request that creates or changes them. It needs no cluster: it runs the server's own code.
//
// Each line of the input is a request in JSON, each line of the output the answer to it; protocol.go has their form.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"k8s.io/klog/v2"
)

func main() {
	klog.SetOutput(io.Discard)
	klog.LogToStderr(false)
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "verdict:", err)
		os.Exit(1)
	}
}

// serve answers requests until the input ends.
func serve(input io.Reader, output io.Writer) error {
	lines := bufio.NewReaderSize(input, 1<<16)
	answers := bufio.NewWriterSize(output, 1<<16)
	encoder := json.NewEncoder(answers)
	encoder.SetEscapeHTML(false)
	server := newServer()
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 && !isBlank(line) {
			if failed := encoder.Encode(server.answerLine(line)); failed != nil {
				return failed
			}
			// Whoever waits for the answer before sending the next request gets it.
			if lines.Buffered() == 0 {
				if failed := answers.Flush(); failed != nil {
					return failed
				}
			}
		}
		if err == io.EOF {
			return answers.Flush()
		}
		if err != nil {
			return err
		}
	}
}

func isBlank(line []byte) bool {
	for _, each := range line {
		if each != ' ' && each != '\t' && each != '\r' && each != '\n' {
			return false
		}
	}
	return true
}
