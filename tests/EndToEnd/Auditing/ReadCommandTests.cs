using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Auditing;

/// <summary>Commands that only look leave the data folder as it was, and make none.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class ReadCommandTests(JanuaryStages january)
{
    public static TheoryData<string> Commands { get; } =
        new(
            "health --tenant tiny --period 2026-01",
            "health --tenant tiny --period 2026-02",
            "status {books} --period 2026-01",
            "status {books} --period 2026-03",
            "report trial-balance {books} --period 2026-01",
            "report general-ledger {books} --period 2026-02",
            "audit verify {books}",
            "trace {books} entry:J1",
            "trace {books} task:2026-01/3",
            "proof zip {books} --period 2026-01 --out {folder}/proof.zip",
            "prove J1 {books} --out {folder}/entry.json",
            "match {books}",
            "keys check {books}",
            "keys list {books}",
            "keys trust {books}"
        );

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task ReadCommand_OnAClosedMonth_LeavesTheDataAsTheyAre(string command)
    {
        using var company = january.CopyClosed();
        Directory.Delete(Path.Combine(company.Data, "state", "tables"), recursive: true); // nothing but lock files
        var before = Describe(company.Data);
        (await RunAsync(company, command)).Exits(0);
        Assert.Equal(before, Describe(company.Data));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task ReadCommand_WithoutData_MakesNone(string command)
    {
        using var company = new TestCompany();
        var (ran, isList) = (
            await RunAsync(company, command),
            command.StartsWith("keys list", StringComparison.Ordinal)
        );
        Assert.True(ran.ExitCode != 0 || isList, ran.Output); // to have no keys is no fault
        Assert.False(Directory.Exists(company.Data), string.Join('\n', Describe(company.Folder)));
    }

    private static Task<ProgramResult> RunAsync(TestCompany company, string command) =>
        company.BooksealAsync([
            .. command
                .Split(' ')
                .Select(word =>
                    word.Replace("{books}", company.Books, StringComparison.Ordinal)
                        .Replace("{folder}", company.Folder, StringComparison.Ordinal)
                ),
        ]);

    private static List<(string, long, DateTime)> Describe(string folder) =>
        [
            .. new DirectoryInfo(folder)
                .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
                .Select(info => (info.FullName, info is FileInfo file ? file.Length : 0, info.LastWriteTimeUtc))
                .Order(),
        ];
}
