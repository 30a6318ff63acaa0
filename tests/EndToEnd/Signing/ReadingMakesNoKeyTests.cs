using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Signing;

/// <summary>
/// Every command that only looks, and every one that would need a key, where there is none: on books that were never
/// imported here, and on a company that was restored without its keys. None makes one.
/// </summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class ReadingMakesNoKeyTests(JanuaryStages january)
{
    private static readonly string[][] Looks =
    [
        ["status", "DIR", "--period", "2026-01"],
        ["status", "DIR"],
        ["match", "DIR", "--period", "2026-01"],
        ["schedules", "DIR"],
        ["report", "trial-balance", "DIR", "--period", "2026-01"],
        ["team", "show", "DIR"],
        ["trace", "DIR", "entry:J1"],
        ["prove", "J1", "DIR", "--period", "2026-01"],
        ["proof", "zip", "DIR", "--period", "2026-01", "--out", "OUT"],
        ["audit", "verify", "DIR"],
        ["audit", "rebuild", "DIR"],
        ["keys", "list", "DIR"],
        ["keys", "trust", "DIR"],
        ["keys", "check", "DIR"],
        ["keys", "export", "DIR", "anna"],
        ["keys", "export", "DIR", "log"],
        ["import", "DIR", "--dry-run"],
    ];

    /// <summary>These sign, or begin what ends with a signature.</summary>
    private static readonly string[][] Signs =
    [
        ["audit", "checkpoint", "DIR"],
        ["health", "DIR", "--period", "2026-02"],
        ["sign", "DIR", "--period", "2026-01", "--as", "anna", "--yes"],
        ["import", "DIR"],
        ["close", "DIR", "--period", "2026-02", "--yes"],
    ];

    [Fact]
    public async Task Commands_OnBooksThatWereNeverImported_MakeNoKey()
    {
        using var company = new TestCompany();
        foreach (var command in Looks)
            await MakesNoKeyAsync(company, command);
    }

    [Fact]
    public async Task Commands_OnACompanyRestoredWithoutItsKeys_MakeNoKey()
    {
        using var company = january.CopyClosed();
        foreach (var key in Keys(company))
            File.Delete(key);
        foreach (var command in Looks.Concat(Signs))
            await MakesNoKeyAsync(company, command);
        // The first that may: bert's is a further key of his, which anna has enrolled.
        var create = company.BooksealAsync("keys", "create", company.Books, "bert", "--as", "anna");
        (await create).Exits(0);
        Assert.Single(Keys(company));
    }

    private static async Task MakesNoKeyAsync(TestCompany company, string[] command)
    {
        var ended = await company.BooksealAsync([
            .. command.Select(word =>
                word switch
                {
                    "DIR" => company.Books,
                    "OUT" => Path.Combine(company.Folder, "proof.zip"),
                    _ => word,
                }
            ),
        ]);
        Assert.True(ended.ExitCode is >= 0 and < 70, $"{string.Join(' ', command)}: {ended.ExitCode} {ended.Errors}");
        Assert.True(
            Keys(company).Count == 0,
            $"{string.Join(' ', command)} has made {string.Join(", ", Keys(company))}"
        );
    }

    /// <summary>Whatever holds a private key, wherever it lies and whatever its name.</summary>
    private static List<string> Keys(TestCompany company) =>
        [
            .. Directory
                .EnumerateFiles(company.Folder, "*", SearchOption.AllDirectories)
                .Where(path => File.ReadAllText(path).Contains("PRIVATE KEY", StringComparison.Ordinal)),
        ];
}
