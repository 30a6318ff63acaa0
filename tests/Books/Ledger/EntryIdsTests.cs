using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

public sealed class EntryIdsTests
{
    /// <summary>What the first pass and the second find is what a set of all keys finds, in the same order.</summary>
    [Fact]
    public void Duplicates_OfAnyJournal_AreTheKeysThatStandASecondTime() =>
        Property.Holds(
            from entries in Entries.Any.ArrayOf()
            from again in Gen.Choose(0, entries.Length)
            select (Entry[])[.. entries, .. entries.Take(again)],
            entries =>
            {
                var seen = new HashSet<EntryKey>();
                var twice = entries.Select(entry => entry.Key).Where(key => !seen.Add(key)).ToList();
                return Fold([.. entries.Select(EntryCodec.Encode)]).Duplicates.SequenceEqual(twice);
            }
        );

    [Fact]
    public void Duplicates_BeforeTheOtherLook_AreNotTold()
    {
        var fold = new PeriodFold { Ids = new EntryIds() };
        var line = EntryCodec.Encode(Some.Entry("E1", Some.Line("1", 0)));
        fold.Add(line);
        fold.Add(line);
        Assert.Throws<InvalidOperationException>(() => fold.Duplicates);
        fold.LookAgain(line);
        Assert.Throws<InvalidOperationException>(() => fold.Duplicates);
        fold.LookAgain(line);
        Assert.Equal("E1", $"{Assert.Single(fold.Duplicates)}");
    }

    [Fact]
    public void Duplicates_OfALineThatCannotBeRead_AreNone()
    {
        var line = EntryCodec.Encode(Some.Entry("E1", Some.Line("1", 0)));
        var bad = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(line).Replace("\"date\":\"20", "\"date\":\"x", StringComparison.Ordinal)
        );
        var fold = Fold([line, bad, bad]);
        Assert.Equal((2, 0), (fold.FaultCount, fold.Duplicates.Count));
    }

    /// <summary>As many as fill more than the first of what they are held in.</summary>
    [Fact]
    public void Duplicates_OfManyEntries_AreTheOnesThatStandTwice()
    {
        var text = Encoding.UTF8.GetString(EntryCodec.Encode(Some.Entry("E-ID", Some.Line("1", 0))));
        byte[] Line(int number) => Encoding.UTF8.GetBytes(text.Replace("E-ID", $"E{number}", StringComparison.Ordinal));
        var lines = Enumerable.Range(0, 150_000).Append(149_999).Append(7).Select(Line).ToList();
        Assert.Equal("E149999 E7", string.Join(' ', Fold(lines).Duplicates));
        var sought = new SoughtIds();
        lines.ForEach(line => sought.Add(line));
        sought.End();
        Assert.True(sought.MayHave(new(null, Some.EntryId("E140000"))));
        Assert.False(sought.MayHave(new(null, Some.EntryId("E150000"))));
    }

    private static PeriodFold Fold(IReadOnlyList<byte[]> lines)
    {
        var fold = new PeriodFold { Ids = new EntryIds() };
        foreach (var line in lines)
            fold.Add(line);
        if (fold.NeedsAnotherLook)
            foreach (var line in lines)
                fold.LookAgain(line);
        return fold;
    }
}
