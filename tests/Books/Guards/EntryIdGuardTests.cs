using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Tests.Ledger;
using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Guards;

public sealed class EntryIdGuardTests
{
    [Theory]
    [InlineData("A", null, "A", null, false)]
    [InlineData("A", "VE", "A", "VE", false)]
    [InlineData("A", "VE", "A", "AC", true)]
    [InlineData("A", "VE", "A", null, true)]
    [InlineData("A", null, "B", null, true)]
    public void Guard_AnIdTwiceInItsScope_Blocks(string first, string? scope, string second, string? other, bool passes)
    {
        var books = new BooksUnderTest { Entries = [Entry(first, scope), Entry(second, other)] };
        Assert.Equal(passes, books.Guards[GuardCode.EntryIdDuplicate].Passed);
    }

    [Fact]
    public void Guard_AnIdOfAClosedPeriod_Blocks()
    {
        var books = new BooksUnderTest { Entries = [Entry("A", null)] }.Books;
        IdClash clash = new(new(null, Some.EntryId("A")), new PeriodCode(2025, 12));
        var guard = GuardSet.Evaluate(5, books, [clash]).Single(item => item.Code == GuardCode.EntryIdDuplicate);
        Assert.Contains("2025-12", Assert.Single(guard.Exceptions).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_OfAnyEntries_AreThoseOfTheirKeys() =>
        Property.Holds(
            Entries.Any.ArrayOf(),
            entries =>
            {
                var sought = new SoughtIds();
                foreach (var entry in entries)
                    sought.Add(EntryCodec.Encode(entry));
                sought.End();
                return entries.All(entry =>
                    sought.MayHave(entry.Key)
                    && EntryCodec.IdIn(EntryCodec.Encode(entry)).SequenceEqual(Bytes(entry.Id))
                    && EntryCodec.ScopeIn(EntryCodec.Encode(entry)).SequenceEqual(Bytes(entry.Scope))
                );
            }
        );

    private static byte[] Bytes(object? name) => System.Text.Encoding.UTF8.GetBytes($"{name}");

    private static Entry Entry(string id, string? scope) =>
        Some.Entry(id, Some.Line("1010", 5), Some.Line("4000", -5)) with
        {
            Scope = scope is null ? null : ScopeName.Parse(scope).Value,
        };
}
