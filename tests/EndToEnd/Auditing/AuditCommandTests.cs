using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Auditing;

/// <summary><c>bookseal audit verify | rebuild | checkpoint</c>, on a good chain and on spoilt files.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class AuditCommandTests(JanuaryStages january)
{
    [Fact]
    public async Task Verify_GoodChain_IsWhole()
    {
        Assert.Contains(
            "is whole",
            (await january.Closed.BooksealAsync("audit", "verify", january.Closed.Books)).Exits(0).Output,
            StringComparison.Ordinal
        );
        var verified = (await VerifyAsync(january.Closed)).Exits(0);
        Assert.True(verified.Flag("valid"));
        Assert.Empty(((JsonArray)verified.Json["findings"]!).Items);
        Assert.Empty(((JsonArray)verified.Json["journals"]!).Items);
        Assert.Equal(1, ((JsonNumber)verified.Json["checkpoints"]!).Value);
    }

    [Fact]
    public async Task Verify_ByteEditedInTheChain_NamesTheFirstBadEntry()
    {
        using var company = january.CopyClosed();
        var lines = File.ReadAllLines(JanuaryStages.Chain(company));
        lines[5] = lines[5].Replace("\"key\":\"e", "\"key\":\"f", StringComparison.Ordinal);
        File.WriteAllText(JanuaryStages.Chain(company), string.Join('\n', lines) + "\n");
        var verified = (await VerifyAsync(company)).Refuses(2, "AUDIT_GAP");
        Assert.False(verified.Flag("valid"));
        var finding = (JsonObject)((JsonArray)verified.Json["findings"]!).Items[0];
        var expected = lines[..5].Sum(line => line.Split("\"key\":\"e0").Length - 1);
        Assert.Equal(
            ("AUDIT_GAP", expected),
            (((JsonString)finding["code"]!).Value, ((JsonNumber)finding["first_bad_entry"]!).Value)
        );
        Assert.Contains($"first bad entry {expected}", verified.Errors, StringComparison.Ordinal);
    }

    /// <summary>
    /// A bad last line looks like the torn write of a process that died; the checkpoint tells the difference.
    /// </summary>
    [Fact]
    public async Task Verify_LastCommitEditedAfterACheckpoint_IsTruncated()
    {
        using var company = january.CopyClosed();
        (await company.BooksealAsync("audit", "checkpoint", "--tenant", "tiny", "--json")).Exits(0);
        var text = await File.ReadAllTextAsync(JanuaryStages.Chain(company));
        await File.WriteAllTextAsync(JanuaryStages.Chain(company), text[..^3] + "x" + text[^2..]);
        (await VerifyAsync(company)).Refuses(2, "AUDIT_TRUNCATED");
    }

    [Theory]
    [InlineData("\"debit\":4550", "\"debit\":4551")]
    [InlineData("Rent ADJ-1", "Rent ADJ")]
    [InlineData("{\"batch\"", "[\"batch\"")]
    public async Task Verify_JournalEditedAfterTheClose_IsFoundThereAndByTheNextMonthsHealth(
        string part,
        string instead
    )
    {
        using var company = january.CopyClosed();
        var text = await File.ReadAllTextAsync(JanuaryStages.Journal(company));
        Assert.Contains(part, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            JanuaryStages.Journal(company),
            text.Replace(part, instead, StringComparison.Ordinal)
        );

        var verified = (await VerifyAsync(company)).Refuses(2, "JOURNAL_CHANGED_AFTER_CLOSE");
        Assert.Equal(
            "JOURNAL_CHANGED_AFTER_CLOSE",
            ((JsonString)((JsonObject)((JsonArray)verified.Json["journals"]!).Items.Single())["code"]!).Value
        );
        var health = (await company.BooksealAsync("health", "--tenant", "tiny", "--period", "2026-02", "--json")).Exits(
            2
        );
        Assert.Contains("journal_changed_after_close", health.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuild_NothingLost_ChangesNothing()
    {
        var before = await File.ReadAllBytesAsync(JanuaryStages.Chain(january.Closed));
        Assert.Contains(
            "Every projection was",
            (await january.Closed.BooksealAsync("audit", "rebuild", january.Closed.Books)).Exits(0).Output,
            StringComparison.Ordinal
        );
        Assert.Empty(
            (
                (JsonArray)
                    (await january.Closed.BooksealAsync("audit", "rebuild", "--tenant", "tiny", "--json"))
                        .Exits(0)
                        .Json["rebuilt"]!
            ).Items
        );
        Assert.Equal(before, await File.ReadAllBytesAsync(JanuaryStages.Chain(january.Closed)));
    }

    [Fact]
    public async Task Checkpoint_ChainAsItIs_IsSignedOnceAndCounted()
    {
        using var company = january.CopyClosed();
        var verified = (await VerifyAsync(company)).Exits(0);
        var signed = (await company.BooksealAsync("audit", "checkpoint", company.Books, "--json")).Exits(0);
        Assert.Equal("bookseal.local/tiny", signed.Text("origin"));
        Assert.Equal(((JsonNumber)verified.Json["entries"]!).Value, ((JsonNumber)signed.Json["size"]!).Value);
        Assert.Equal(
            signed.Output,
            (await company.BooksealAsync("audit", "checkpoint", "--tenant", "tiny", "--json")).Exits(0).Output
        );
        Assert.Equal(2, ((JsonNumber)(await VerifyAsync(company)).Exits(0).Json["checkpoints"]!).Value);
    }

    /// <summary>A mistyped name is no good chain, and nothing is signed for it.</summary>
    [Fact]
    public async Task Audit_CompanyWithoutChain_IsRefusedAndLeavesNothing()
    {
        foreach (var command in (string[])["verify", "checkpoint"])
            (await january.Closed.BooksealAsync("audit", command, "--tenant", "tinny", "--json")).Refuses(
                3,
                "BOOKS_NOT_FOUND"
            );
        Assert.False(Directory.Exists(Path.Combine(january.Closed.Data, "keys", "tinny")), "a key was made");
        Assert.False(
            Directory.Exists(Path.Combine(january.Closed.Data, "objects", "checkpoints", "tinny")),
            "a checkpoint was signed"
        );
    }

    private static Task<ProgramResult> VerifyAsync(TestCompany company) =>
        company.BooksealAsync("audit", "verify", "--tenant", "tiny", "--json");
}
