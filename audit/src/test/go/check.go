// Checks a log that was exported as files with Go's own sumdb/note and sumdb/tlog, which share nothing with the exporter:
// the signature of the checkpoint, every tile and every entry bundle against its root, and our proofs against theirs.
//
//	go run check.go FOLDER VERIFIER_KEY
//
// FOLDER/proofs/inclusion-INDEX and FOLDER/proofs/consistency-OLDSIZE hold a hash a line, in Base64.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

var folder = os.Args[1]

type files struct{}

func (files) Height() int                                { return height }
func (files) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// Go names the height of its tiles, C2SP does not.
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func main() {
	must(run())
}

func run() error {
	tree, err := checkpoint(os.Args[2])
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, files{})
	if err := entries(tree, reader); err != nil {
		return err
	}
	proofs, err := filepath.Glob(filepath.Join(folder, "proofs", "*"))
	if err != nil || len(proofs) == 0 {
		return errors.New("no proofs")
	}
	for _, file := range proofs {
		if err := proof(file, tree, reader); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
	}
	fmt.Printf("%d entries, %d proofs\n", tree.N, len(proofs))
	return nil
}

func checkpoint(key string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	text, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("the origin is not the name of the key")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// Reading a hash through the tiles checks them up to the root.
func entries(tree tlog.Tree, reader tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += 1 << height {
		width := tree.N - first
		if width > 1<<height {
			width = 1 << height
		}
		tile := tlog.Tile{H: height, L: -1, N: first >> height, W: int(width)}
		path := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			return err
		}
		var indexes []int64
		for i := int64(0); i < width; i++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, first+i))
		}
		hashes, err := reader.ReadHashes(indexes)
		if err != nil {
			return err
		}
		for i := int64(0); i < width; i++ {
			length := int(binary.BigEndian.Uint16(bundle))
			if tlog.RecordHash(bundle[2:2+length]) != hashes[i] {
				return fmt.Errorf("entry %d has another hash", first+i)
			}
			bundle = bundle[2+length:]
		}
		if len(bundle) != 0 {
			return errors.New(path + " has more than its entries")
		}
	}
	return nil
}

func proof(file string, tree tlog.Tree, reader tlog.HashReader) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var ours []tlog.Hash
	for _, line := range strings.Fields(string(text)) {
		raw, err := base64.StdEncoding.DecodeString(line)
		if err != nil {
			return err
		}
		var hash tlog.Hash
		copy(hash[:], raw)
		ours = append(ours, hash)
	}
	kind, number, _ := strings.Cut(filepath.Base(file), "-")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return err
	}
	if kind == "inclusion" {
		leaves, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
		if err != nil {
			return err
		}
		return tlog.CheckRecord(ours, tree.N, tree.Hash, n, leaves[0])
	}
	old, err := tlog.TreeHash(n, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(ours, tree.N, tree.Hash, n, old)
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
