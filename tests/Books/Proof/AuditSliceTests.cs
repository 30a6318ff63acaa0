using Bookseal.Books.Audit;
using Bookseal.Books.Proof;
using Bookseal.Books.Tests.Audit;
using Bookseal.Evidence.Merkle;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Proof;

public sealed class AuditSliceTests
{
    private static readonly IReadOnlyList<AuditEntry> Chain = Drafts.Chain(6).Entries;

    [Fact]
    public void Add_AnyPartOfAChain_GivesTheTreeHeadAfterIt() =>
        Property.Holds(
            Gen.Choose(0, 20).Two(),
            cuts =>
            {
                var (begin, end) = (Math.Min(cuts.Item1, cuts.Item2), Math.Max(cuts.Item1, cuts.Item2));
                var slice = new AuditSlice(Drafts.Chain(begin).Head.Frontier);
                var whole = Drafts.Chain(end);
                return whole.Entries.Skip(begin).All(entry => slice.Add(entry.Encode()) is null)
                    && slice.Root == whole.Head.Root
                    && slice.Size == end
                    && slice.Entries.Count == end - begin
                    && slice.Leaves.Count == end - begin;
            },
            times: 100
        );

    [Fact]
    public void Add_TheSliceThatTheNextTestDamages_IsGood() => Assert.Null(FirstFault([.. Chain]));

    public static TheoryData<string, string> Damages =>
        new()
        {
            { "edited", "entry 3 of the audit chain: it does not carry the hash" },
            { "edited and re-encoded", "entry 4 of the audit chain: it does not carry the hash" },
            { "dropped", "entry 2 of the audit chain: it says that it is entry 3" },
            { "repeated", "entry 3 of the audit chain: it says that it is entry 2" },
            { "swapped", "entry 2 of the audit chain: it says that it is entry 3" },
            { "from another log", "entry 3 of the audit chain: it belongs to another log" },
            { "timestamp back", "entry 3 of the audit chain: its timestamp is before" },
            { "begins with a predecessor", "entry 0 of the audit chain: the first entry of a log has no predecessor" },
            { "not canonical", "entry 2 of the audit chain: the entry is not in canonical form" },
            { "cut", "entry 5 of the audit chain" },
        };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Add_ADamagedSlice_NamesTheFirstBadEntry(string damage, string message)
    {
        var lines = Chain.Select(entry => entry.Encode()).ToList();
        switch (damage)
        {
            case "edited":
                lines[3] = (Chain[3] with { Previous = Some.Digest("x") }).Encode();
                break;
            case "edited and re-encoded":
                lines[3] = (Chain[3] with { Correlation = "edited" }).Encode();
                break;
            case "dropped":
                lines.RemoveAt(2);
                break;
            case "repeated":
                lines.Insert(3, lines[2]);
                break;
            case "swapped":
                (lines[2], lines[3]) = (lines[3], lines[2]);
                break;
            case "from another log":
                lines[3] = (Chain[3] with { Log = "bookseal.local/other" }).Encode();
                break;
            case "timestamp back":
                lines[3] = (Chain[3] with { Timestamp = Chain[2].Timestamp.AddMilliseconds(-1) }).Encode();
                break;
            case "begins with a predecessor":
                lines[0] = (Chain[0] with { Previous = Some.Digest("x") }).Encode();
                break;
            case "not canonical":
                lines[2] = [.. " "u8, .. lines[2]];
                break;
            default:
                lines[5] = lines[5][..^1];
                break;
        }

        var fault = FirstFault(lines);
        Assert.Equal("AUDIT_CHAIN_BROKEN", fault?.Code);
        Assert.StartsWith(message, fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_TheRightEntriesToAnotherFrontier_HasAnotherRoot()
    {
        // Nothing in the slice tells; the checkpoint does.
        var frontier = new MerkleRange();
        frontier.Append(Some.Digest("x"));
        var slice = new AuditSlice(frontier);
        Assert.All(Chain.Skip(1), entry => Assert.Null(slice.Add(entry.Encode())));
        Assert.NotEqual(Drafts.Chain(6).Head.Root, slice.Root);
    }

    private static Fault? FirstFault(IEnumerable<AuditEntry> entries) =>
        FirstFault([.. entries.Select(entry => entry.Encode())]);

    private static Fault? FirstFault(List<byte[]> lines)
    {
        var slice = new AuditSlice(new MerkleRange());
        return lines.Select(line => slice.Add(line)).FirstOrDefault(fault => fault is not null);
    }
}
