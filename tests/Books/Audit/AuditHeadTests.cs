using Bookseal.Books.Audit;
using Bookseal.Evidence.Merkle;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Audit;

public sealed class AuditHeadTests
{
    [Fact]
    public void Append_DraftsInAnyGroups_ChainsThemAndHasTheirMerkleRoot() =>
        Property.Holds(
            Drafts.Any.ArrayOf().Resize(5).ArrayOf().Resize(6),
            groups =>
            {
                var head = AuditHead.Empty(Drafts.Log);
                var entries = new List<AuditEntry>();
                foreach (var group in groups)
                {
                    (head, var added) = head.Append(group, Some.Now);
                    entries.AddRange(added);
                }

                var previous = default(Digest);
                foreach (var (index, entry) in entries.Index())
                {
                    if (entry.Sequence != index || entry.Previous != previous || entry.Log != Drafts.Log)
                        return false;
                    previous = Digest.Of(entry.Encode());
                }

                return head.Last == previous
                    && head.Size == entries.Count
                    && head.Root == MerkleTree.Root([.. entries.Select(entry => MerkleHash.Leaf(entry.Encode()))]);
            }
        );

    [Fact]
    public void Append_WithAnyClock_NeverGoesBack() =>
        Property.Holds(
            Gen.Choose(-100_000_000, 100_000_000).NonEmptyListOf(),
            ticks =>
            {
                var head = AuditHead.Empty(Drafts.Log);
                var now = Some.Now;
                foreach (var step in ticks)
                {
                    var before = head.LastTimestamp;
                    now = now.AddTicks(step);
                    (head, var entries) = head.Append([Drafts.Of("a/1")], now);
                    // UTC milliseconds, the clock's own when that is later than the last entry.
                    var expected = now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMillisecond));
                    if (
                        entries[0].Timestamp != (expected > before ? expected : before)
                        || entries[0].Timestamp.Offset != TimeSpan.Zero
                    )
                        return false;
                }

                return true;
            }
        );

    [Fact]
    public void FromBytes_WhatToBytesWrote_GoesOnAsTheOriginal() =>
        Property.Holds(
            Gen.Choose(0, 40).Two(),
            lengths =>
            {
                var original = Drafts.Chain(lengths.Item1).Head;
                var restored = AuditHead.FromBytes(original.ToBytes()).Value;
                var drafts = Enumerable
                    .Range(0, lengths.Item2)
                    .Select(number => Drafts.Of($"more_{number}/1"))
                    .ToList();
                return restored.ToBytes().AsSpan().SequenceEqual(original.ToBytes())
                    && restored
                        .Append(drafts, Some.Now)
                        .Head.ToBytes()
                        .AsSpan()
                        .SequenceEqual(original.Append(drafts, Some.Now).Head.ToBytes());
            }
        );

    [Fact]
    public void Append_ToAHead_LeavesThatHeadAlone()
    {
        // A lost race for the head row is decided again on the same head.
        var head = Drafts.Chain(3).Head;
        var before = head.ToBytes();
        head.Append([Drafts.Of("a/1")], Some.Now);
        head.Frontier.Append(Some.Digest("x"));
        Assert.Equal(before, head.ToBytes());
    }

    [Fact]
    public void Append_AnEntryOverTheLimit_IsABug() =>
        Assert.Throws<InvalidOperationException>(() =>
            AuditHead
                .Empty(Drafts.Log)
                .Append([Drafts.Of("a/1", JsonObject.Of(("x", new string('x', Limits.AuditEntryBytes))))], Some.Now)
        );

    [Theory]
    [InlineData("\"size\":3", "\"size\":4")] // three leaves have two subtrees, four have one
    [InlineData("\"size\":3", "\"size\":-1")]
    [InlineData("\"v\":2", "\"v\":1")]
    [InlineData("\"v\":2", "\"v\":2,\"x\":1")]
    public void FromBytes_NoHead_IsRefused(string part, string instead)
    {
        var good = System.Text.Encoding.UTF8.GetString(Drafts.Chain(3).Head.ToBytes());
        Assert.Contains(part, good, StringComparison.Ordinal);
        var fault = AuditHead
            .FromBytes(System.Text.Encoding.UTF8.GetBytes(good.Replace(part, instead, StringComparison.Ordinal)))
            .Fault;
        Assert.Contains(fault.Code, (string[])["AUDIT_HEAD_INVALID", "FRONTIER_INVALID"]);
    }
}
