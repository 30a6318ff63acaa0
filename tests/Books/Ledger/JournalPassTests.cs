using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Evidence.Merkle;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

public sealed class JournalPassTests
{
    [Fact]
    public void PrefixRoot_OfAnyJournal_IsTheRootThatItsFirstLinesHadAlone() =>
        Property.Holds(
            from lines in Entries.JournalLine.ArrayOf()
            from count in Gen.Choose(0, lines.Length)
            select (lines, count),
            journal =>
                Pass(journal.lines, journal.count).PrefixRoot
                == Some.FoldLines(journal.lines[..journal.count]).Leaves.Root()
        );

    [Fact]
    public void PrefixRoot_OfAJournalThatIsTooShort_IsNone() =>
        Assert.Null(Pass([EntryCodec.Encode(Some.Entry("E1", Some.Line("1", 0)))], 2).PrefixRoot);

    [Fact]
    public void PrefixRoot_OfNoEntries_IsTheEmptyTrees() =>
        Assert.Equal(MerkleHash.Empty, Pass([EntryCodec.Encode(Some.Entry("E1", Some.Line("1", 0)))], 0).PrefixRoot);

    [Fact]
    public void PrefixRoot_OfAnEditedOrReorderedPrefix_IsAnother()
    {
        var lines = Enumerable
            .Range(1, 5)
            .Select(number =>
                EntryCodec.Encode(Some.Entry($"E{number}", Some.Line("1", number), Some.Line("2", -number)))
            )
            .ToArray();
        var root = Pass(lines, 4).PrefixRoot;
        Assert.Equal(root, Pass([.. lines, lines[0]], 4).PrefixRoot);
        Assert.NotEqual(root, Pass([lines[1], lines[0], .. lines[2..]], 4).PrefixRoot);
        Assert.NotEqual(
            root,
            Pass(
                [.. lines[..3], EntryCodec.Encode(Some.Entry("E4", Some.Line("1", 5), Some.Line("2", -5))), lines[4]],
                4
            ).PrefixRoot
        );
        Assert.NotEqual(root, Pass(lines[1..], 4).PrefixRoot);
    }

    [Fact]
    public void Pass_OfAnyJournal_FoldsAndHashesAsTheFoldAndTheLedgerDo() =>
        Property.Holds(
            Entries.JournalLine.ArrayOf(),
            lines =>
            {
                var openings = Some.Balances(("1010", Some.Usd, 7), ("4000", Some.Usd, -7));
                var (bytes, pass) = (new List<byte>(), Pass(lines, 0, openings));
                var ledger = new GeneralLedger(openings, Some.January.FirstDay, piece => bytes.AddRange(piece));
                foreach (var line in lines)
                    ledger.Add(line);
                return ColdFold.WholeOf(pass.Fold) == ColdFold.WholeOf(Some.FoldLines(lines))
                    && pass.Ledger == (Digest.Of([.. bytes]), bytes.Count);
            }
        );

    /// <summary>Blocks of some lines each, whose folds other threads make.</summary>
    [Fact]
    public void Pass_InBlocks_IsThatOfLineAfterLine() =>
        Property.Holds(
            from lines in Entries.JournalLine.ArrayOf()
            from count in Gen.Choose(0, lines.Length + 3)
            from blockBytes in Gen.Choose(1, 3000)
            select (Lines: lines.Where(line => !line.Contains((byte)'\n')).ToArray(), count, blockBytes),
            journal =>
            {
                // What is no id is read, and so told, only where it stands twice.
                var unnamed = Encoding.UTF8.GetBytes(
                    Encoding
                        .UTF8.GetString(EntryCodec.Encode(Some.Entry("XX", Some.Line("1", 5), Some.Line("2", -5))))
                        .Replace("\"id\":\"XX\"", "\"id\":\" x\"", StringComparison.Ordinal)
                );
                byte[][] twice =
                [
                    unnamed,
                    .. journal.Lines,
                    unnamed,
                    .. journal.Lines.Take(3),
                    "no entry"u8.ToArray(),
                    unnamed,
                ];
                var openings = Some.Balances(("1010", Some.Usd, 7), ("4000", Some.Usd, -7));
                var (seen, seenInBlocks) = (new List<byte[]>(), new List<byte[]>());
                var (whole, blocks) = (New(journal.count, openings, seen), New(journal.count, openings, seenInBlocks));
                foreach (var line in twice)
                    whole.Add(line);
                var bytes = twice.SelectMany(line => (byte[])[.. line, (byte)'\n']).ToArray();
                var read = LineBlocks
                    .ForEachAsync(
                        new MemoryStream(bytes),
                        JournalPass.FoldOf,
                        blocks.Add,
                        default,
                        blockBytes: journal.blockBytes
                    )
                    .GetAwaiter()
                    .GetResult();
                foreach (var pass in (JournalPass[])[whole, blocks])
                foreach (var line in pass.NeedsAnotherLook ? twice : [])
                    pass.LookAgain(line);
                return read.Value == bytes.Length
                    && WhatItCameTo(blocks) == WhatItCameTo(whole)
                    && seen.Zip(seenInBlocks).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second))
                    && (seen.Count, seenInBlocks.Count) == (twice.Length, twice.Length);
            }
        );

    private static string WhatItCameTo(JournalPass pass) =>
        string.Join(
            '\n',
            ColdFold.WholeOf(pass.Fold),
            pass.Ledger,
            pass.PrefixRoot,
            string.Join(' ', pass.Fold.Duplicates),
            string.Join(' ', pass.Edits!.Rows),
            string.Join(' ', pass.Edits.Faults),
            pass.Edits.HeldLines
        );

    private static JournalPass New(long prefixEntries, BalanceList openings, List<byte[]> seen) =>
        new(openings, Some.January.FirstDay, prefixEntries)
        {
            Edits = new(),
            Also = [line => seen.Add(line.ToArray())],
        };

    private static JournalPass Pass(IEnumerable<byte[]> lines, long prefixEntries, BalanceList? openings = null)
    {
        var pass = new JournalPass(openings, Some.January.FirstDay, prefixEntries);
        foreach (var line in lines)
            pass.Add(line);
        return pass;
    }
}
