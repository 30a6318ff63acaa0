using System.Text;
using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Posting;

/// <summary>
/// <c>bookseal post</c> of everyday entries: where they land, when they are refused, and that a refusal leaves nothing
/// behind.
/// </summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class PostTests(JanuaryStages january)
{
    [Fact]
    public async Task Post_OpenMonth_StandsInTheJournalWithItsPosterAndNoRun()
    {
        using var company = january.CopyImported();
        var posted = (
            await JanuaryStages.PostAsync(company, EntryText.Rent("P2", "2026-01-31"), "second", "--as", "rolf")
        ).Exits(0);
        Assert.Equal(("second", false), (posted.Text("key"), posted.Flag("known")));
        Assert.Equal(1, ((JsonNumber)posted.Json["entries"]!).Value);
        var line = JsonText
            .ParseObject(Encoding.UTF8.GetBytes(File.ReadAllLines(JanuaryStages.Journal(company))[^1]))
            .Value;
        Assert.Equal(("P2", "rolf"), (((JsonString)line["id"]!).Value, ((JsonString)line["by"]!).Value));
        Assert.Null(line["run"]);
    }

    [Fact]
    public async Task Post_RepeatedUnderItsKey_ChangesNothing()
    {
        using var company = january.CopyImported();
        var before = await File.ReadAllBytesAsync(JanuaryStages.Journal(company));
        var again = (
            await JanuaryStages.PostAsync(company, EntryText.Rent("P1", "2026-01-30"), JanuaryStages.EverydayKey)
        ).Exits(0);
        Assert.True(again.Flag("known"));
        (await JanuaryStages.PostAsync(company, EntryText.Rent("P9", "2026-01-30"), JanuaryStages.EverydayKey)).Refuses(
            3,
            "BATCH_KEY_REUSED"
        );
        (await JanuaryStages.PostAsync(company, EntryText.Rent("P1", "2026-01-30"), "another")).Refuses(
            3,
            "ENTRY_EXISTS"
        );
        Assert.Equal(before, await File.ReadAllBytesAsync(JanuaryStages.Journal(company)));
    }

    [Fact]
    public async Task Post_ClosingMonth_IsRefusedAndTheChainKnows()
    {
        using var company = january.CopyWaiting();
        var refused = (await JanuaryStages.PostAsync(company, EntryText.Rent("P2", "2026-01-31"), "late")).Refuses(
            3,
            "PERIOD_CLOSING"
        );
        Assert.Equal("PERIOD_CLOSING", ErrorCode(refused));
        Assert.DoesNotContain(
            "P2",
            await File.ReadAllTextAsync(JanuaryStages.Journal(company)),
            StringComparison.Ordinal
        );
        var last = File.ReadAllLines(JanuaryStages.Chain(company))[^1];
        Assert.Contains("command_refused/1", last, StringComparison.Ordinal);
        Assert.Contains("PERIOD_CLOSING", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ClosedMonth_IsRefusedButARepetitionIsKnown()
    {
        using var company = january.CopyClosed();
        var refused = (await JanuaryStages.PostAsync(company, EntryText.Rent("P2", "2026-01-31"), "late")).Refuses(
            3,
            "PERIOD_CLOSED"
        );
        Assert.Equal("PERIOD_CLOSED", ErrorCode(refused));
        Assert.True(
            (await JanuaryStages.PostAsync(company, EntryText.Rent("P1", "2026-01-30"), JanuaryStages.EverydayKey))
                .Exits(0)
                .Flag("known")
        );
        Assert.False(
            (await JanuaryStages.PostAsync(company, EntryText.Rent("P2", "2026-02-01"), "late", "--period", "2026-02"))
                .Exits(0)
                .Flag("known")
        );
    }

    [Fact]
    public async Task Post_Auditor_LacksTheAuthority()
    {
        using var company = january.CopyImported();
        var refused = (
            await JanuaryStages.PostAsync(company, EntryText.Rent("P2", "2026-01-31"), "mine", "--as", "otto")
        ).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        Assert.Equal("CLOSE_AUTHORITY_DENIED", ErrorCode(refused));
        (await JanuaryStages.PostAsync(company, EntryText.Rent("P2", "2026-01-31"), "mine", "--as", "mallory")).Refuses(
            3,
            "PERSON_UNKNOWN"
        );
    }

    [Fact]
    public async Task Post_FaultyFile_SaysWhereAndPostsNothing()
    {
        using var company = january.CopyImported();
        var before = await File.ReadAllBytesAsync(JanuaryStages.Journal(company));
        company.Write(
            "entries.ndjson",
            EntryText.Rent("P2", "2026-01-31")
                + "{\"id\":\n\n"
                + EntryText
                    .Rent("P3", "2026-01-31")
                    .Replace("\"date\"", "\"by\":\"otto\",\"date\"", StringComparison.Ordinal)
        );
        var refused = await company.BooksealAsync(
            "post",
            company.Books,
            "--period",
            "2026-01",
            "--file",
            Path.Combine(company.Books, "entries.ndjson"),
            "--key",
            "faulty",
            "--json"
        );
        refused.Refuses(65, "entries.ndjson:2:1 JSON_INVALID");
        refused.Refuses(65, "entries.ndjson:4:1 JOURNAL_LINE_INVALID");
        Assert.Equal(
            ["entries.ndjson:2:1", "entries.ndjson:4:1"],
            ((JsonArray)refused.Json["faults"]!).Items.Select(fault =>
                ((JsonString)((JsonObject)fault)["where"]!).Value
            )
        );
        Assert.Equal(before, await File.ReadAllBytesAsync(JanuaryStages.Journal(company)));
    }

    [Fact]
    public async Task Post_LinesOfAnotherSystem_AreReadWithReturnsBlanksAndNoLastLineFeed()
    {
        using var company = january.CopyImported();
        var lines =
            EntryText.Rent("P2", "2026-01-31").Replace("\n", "\r\n \t\r\n\r\n", StringComparison.Ordinal)
            + EntryText.Rent("P3", "2026-01-31").TrimEnd();
        var posted = (await JanuaryStages.PostAsync(company, lines, "returns")).Exits(0);
        Assert.Equal(2, ((JsonNumber)posted.Json["entries"]!).Value);
        var journal = await File.ReadAllTextAsync(JanuaryStages.Journal(company));
        Assert.Contains("\"P3\"", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhatTheBooksForbid_PostsNothing()
    {
        using var company = january.CopyImported();
        var before = await File.ReadAllBytesAsync(JanuaryStages.Journal(company));
        (await JanuaryStages.PostAsync(company, EntryText.Rent("P2", "2026-02-01"), "wrong")).Refuses(
            3,
            "ENTRY_OUTSIDE_PERIOD"
        );
        (await JanuaryStages.PostAsync(company, EntryText.Rent("P2", "2026-01-31", account: "6666"), "wrong")).Refuses(
            3,
            "ACCOUNT_UNKNOWN"
        );
        (await JanuaryStages.PostAsync(company, EntryText.Rent("P2", "2026-01-31", creditMinor: 1), "wrong")).Refuses(
            3,
            "ENTRY_UNBALANCED"
        );
        (await JanuaryStages.PostAsync(company, "\n", "wrong")).Refuses(3, "BATCH_EMPTY");
        Assert.Equal(before, await File.ReadAllBytesAsync(JanuaryStages.Journal(company)));
    }

    [Fact]
    public async Task Post_FileOrMonthMissing_IsNamed()
    {
        using var company = january.CopyImported();
        (
            await company.BooksealAsync(
                "post",
                company.Books,
                "--period",
                "2026-01",
                "--file",
                "nowhere.ndjson",
                "--key",
                "k",
                "--json"
            )
        ).Refuses(65, "FILE_MISSING");
        (await JanuaryStages.PostAsync(company, "", "k", "--period", "2026-14")).Refuses(64, "PERIOD_INVALID");
    }

    private static string ErrorCode(ProgramResult result) =>
        ((JsonString)((JsonObject)result.Json["error"]!)["code"]!).Value;
}
