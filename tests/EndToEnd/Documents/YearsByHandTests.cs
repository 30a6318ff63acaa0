using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.EndToEnd.Tests.Tampering;

namespace Bookseal.EndToEnd.Tests.Documents;

/// <summary>
/// The document and its blocks, held against proofs with a bank, a year's end, a reopening and a restatement.
/// </summary>
[Collection(YearProofsGroup.Name)]
public sealed class YearsByHandTests(YearProofs proofs)
{
    private SealedProof[] All => [proofs.Decertified, proofs.Reopened, proofs.YearEnd, proofs.Restated];

    public static TheoryData<string> Blocks => CheckByHandTests.Blocks;

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Block_GoodBags_Succeeds(string block)
    {
        foreach (
            var result in await Task.WhenAll(All.Select(proof => FormatsDocument.RunAsync(block, proof.Bag(), proof)))
        )
            result.Exits(0);
    }

    [Theory]
    [InlineData(
        "year end",
        "roll-forward",
        "data/inputs/journal.ndjson",
        "\"kind\":\"closing\"",
        "\"kind\":\"standard\""
    )]
    [InlineData("year end", "roll-forward", "data/roll_forward.csv", ",-10000,0", ",0,-10000")]
    [InlineData("year end", "general-ledger", "data/general_ledger.csv", ",5000,0,", ",5001,0,")]
    [InlineData("year end", "general-ledger", "data/inputs/opening_balances.json", "\"95000\"", "\"95001\"")]
    [InlineData("year end", "income-statement", "data/income_statement.json", "\"10000\"", "\"10001\"")]
    [InlineData("year end", "income-statement", "data/inputs/prior_result.json", "\"5000\"", "\"5001\"")]
    [InlineData("year end", "income-statement", "data/inputs/accounts.json", "[\"cogs\"]", "[]")]
    [InlineData("year end", "income-statement", "data/period_result.json", "\"5000\"", "\"5001\"")]
    [InlineData("year end", "balance-sheet", "data/balance_sheet.json", "\"is_current\":true", "\"is_current\":false")]
    [InlineData("year end", "balance-sheet", "data/inputs/accounts.json", "\"liability\"", "\"equity\"")]
    [InlineData("year end", "ageing", "data/ageing.csv", ",0,12000,0,", ",12000,0,0,")]
    [InlineData("year end", "ageing", "data/inputs/subledgers.ndjson", "2026-02-04", "2026-01-04")]
    [InlineData(
        "restated",
        "bank",
        "data/bank_reconciliation.json",
        "\"outstanding_checks_minor\":\"2000\"",
        "\"outstanding_checks_minor\":\"2001\""
    )]
    [InlineData(
        "restated",
        "bank",
        "data/inputs/bank.ndjson",
        "\"closing_minor\":83000,\"currency\":\"USD\",\"from\":\"2026-04",
        "\"closing_minor\":83001,\"currency\":\"USD\",\"from\":\"2026-04"
    )]
    [InlineData("restated", "bank", "data/inputs/bank.ndjson", "Landlord", "Landlady")]
    [InlineData(
        "restated",
        "previous",
        "data/inputs/adjustment/closing_balances.json",
        "\"balance_minor\":\"",
        "\"balance_minor\":\"1"
    )]
    [InlineData(
        "restated",
        "previous",
        "data/inputs/adjustment/close_certificate.json",
        "\"attempt\":1",
        "\"attempt\":2"
    )]
    [InlineData(
        "restated",
        "previous",
        "data/inputs/opening_balances.json",
        "\"balance_minor\":\"",
        "\"balance_minor\":\"1"
    )]
    [InlineData("year end", "previous", "data/inputs/prior_result.json", "\"5000\"", "\"5001\"")]
    [InlineData("year end", "previous", "data/audit.ndjson", "proof_sealed/1", "proof_sealed/0")]
    [InlineData("reopened", "withdrawn", "data/inputs/withdrawn_certificate.json", "\"attempt\":1", "\"attempt\":2")]
    [InlineData("reopened", "withdrawn", "data/inputs/journal.ndjson", "Entry JE-2", "Entry JE-X")]
    [InlineData(
        "reopened",
        "withdrawn",
        "data/close_certificate.json",
        "\"version\":2,\"waivers\"",
        "\"version\":3,\"waivers\""
    )]
    public async Task Block_ChangedBag_Fails(string name, string block, string path, string part, string instead)
    {
        var forger = new BagForger(proofs.Of(name));
        forger.Replace(path, part, instead);
        Assert.NotEqual(0, (await FormatsDocument.RunAsync(block, new MemoryBag(forger.Files), forger.Proof)).ExitCode);
    }

    [Fact]
    public void Document_FilesOfTheBags_AreAllThere() =>
        Assert.All(
            All.SelectMany(proof => proof.Bag().Files.Keys).Distinct(),
            path => Assert.Contains($"`{path}`", FormatsDocument.Text, StringComparison.Ordinal)
        );

    [Fact]
    public void Document_EventsOfTheSlices_AreAllThere() =>
        Assert.All(
            All.SelectMany(proof => PayloadForger.ReadSlice(new BagForger(proof)).Entries),
            entry =>
            {
                Assert.Contains($"| `{entry.Type}` |", FormatsDocument.Text, StringComparison.Ordinal);
                Assert.All(
                    entry.Data.Members.Keys,
                    member => Assert.Contains($"`{member}`", FormatsDocument.Text, StringComparison.Ordinal)
                );
            }
        );

    [Theory]
    [InlineData("data/close_certificate.json")]
    [InlineData("data/bank_reconciliation.json")]
    [InlineData("data/guards.json")]
    public void Document_MembersOfFiles_AreAllThere(string path) =>
        Assert.All(
            All.SelectMany(proof => FormatsCompletenessTests.MembersOf(JsonText.Parse(proof.Read(path)).Value))
                .Distinct(),
            member => Assert.Matches($"[`\"]{member}[`\"]", FormatsDocument.Text)
        );
}
