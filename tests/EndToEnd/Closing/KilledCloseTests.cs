using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>
/// SIGKILL of the real program at moments that nobody chose. BOOKSEAL_KILL_SEED repeats the moments of a run.
/// </summary>
public sealed class KilledCloseTests
{
    private const int Kills = 5;
    private static readonly int Seed = int.TryParse(
        Environment.GetEnvironmentVariable("BOOKSEAL_KILL_SEED"),
        out var value
    )
        ? value
        : Random.Shared.Next();

    [Fact]
    public async Task Close_KilledAgainAndAgain_EndsInAVerifiedProof()
    {
        using var company = new TestCompany();
        var random = new Random(Seed);
        var moments = Enumerable.Range(0, Kills).Select(_ => random.Next(50, 601)).ToList();
        var story = $"seed {Seed}, killed after {string.Join(", ", moments)} ms";
        foreach (var moment in moments)
        {
            using var program = StartedProgram.Bookseal(
                company,
                "close",
                company.Books,
                "--period",
                "2026-01",
                "--yes",
                "--json"
            );
            var killed = await program.KillAfterAsync(TimeSpan.FromMilliseconds(moment));
            Assert.True(killed.ExitCode is 137 or 0, $"{story}: exit code {killed.ExitCode}\n{killed.Errors}");
        }

        var closed = await company.CloseAsync("2026-01", "--yes");
        Assert.True(closed.ExitCode == 0, $"{story}: exit code {closed.ExitCode}\n{closed.Errors}");
        Assert.Equal((1, true), (((JsonNumber)closed.Json["attempt"]!).Value, closed.Flag("verified")));
        Assert.Equal(3, File.ReadAllLines(JanuaryStages.Journal(company)).Length);
        (await ProgramRunner.VerifierAsync(company.Folder, closed.Text("bag"), "--allow-untrusted")).Exits(0);
        (await company.BooksealAsync("audit", "verify", "--tenant", "tiny", "--json")).Exits(0);
    }
}
