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

    private static JournalPass Pass(IEnumerable<byte[]> lines, long prefixEntries, BalanceList? openings = null)
    {
        var pass = new JournalPass(openings, Some.January.FirstDay, prefixEntries);
        foreach (var line in lines)
            pass.Add(line);
        return pass;
    }
}
