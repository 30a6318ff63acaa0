using System.Text;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Documents;

/// <summary>
/// "Check it by hand" in docs/formats.md: each block passes on good bags and fails after a small change, with nothing
/// of this software involved.
/// </summary>
[Collection(SealedProofsGroup.Name)]
public sealed class CheckByHandTests(SealedProofs proofs)
{
    public static TheoryData<string> Blocks => [.. FormatsDocument.Blocks.Keys.Where(name => name != "setup")];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Block_GoodBags_Succeeds(string block)
    {
        SealedProof[] all = [proofs.Harbor, proofs.January, proofs.February];
        foreach (
            var result in await Task.WhenAll(all.Select(proof => FormatsDocument.RunAsync(block, proof.Bag(), proof)))
        )
            result.Exits(0);
    }

    [Theory]
    [InlineData("manifests", "data/guards.json", "true", "truE")]
    [InlineData("manifests", "audit/checkpoint", "bookseal", "bookseaL")]
    [InlineData("manifests", "data/unlisted.txt", "", "x")]
    [InlineData("dsse", "proof_package.json", "\"payload\":\"eyJ", "\"payload\":\"eyK")]
    [InlineData("dsse", "proof_package.json", "application/vnd.in-toto+json", "application/vnd.in-toto+jsom")]
    [InlineData("statement", "manifest-sha256.txt", "  data/tasks.json", "  data/Tasks.json")]
    [InlineData("statement", "data/close_certificate.json", "\"attempt\":1", "\"attempt\":2")]
    [InlineData("checkpoint", "audit/checkpoint", "bookseal.local/tiny\n", "bookseal.local/tinx\n")]
    [InlineData("audit-chain", "data/audit.ndjson", "\"phase\":2", "\"phase\":3")]
    [InlineData("audit-chain", "data/audit.ndjson", "\"seq\":", "\"seq\":1")]
    [InlineData("tree-head", "data/audit.ndjson", "\"type\":\"certified/1\"", "\"type\":\"certified/2\"")]
    [InlineData("tree-head", "audit/consistency", "\"frontier\":[\"", "\"frontier\":[\"0")]
    [InlineData("certification", "data/close_certificate.json", "\"unattended\"", "\"attended\"")]
    [InlineData("certification", "data/close_certificate.json", "\"ledger_hash\":\"", "\"ledger_hash\":\"0")]
    [InlineData("payload-digest", "manifest-sha256.txt", "  data/tasks.json", "  data/Tasks.json")]
    [InlineData("payload-digest", "data/close_certificate.json", "\"attempt\":1", "\"attempt\":2")]
    [InlineData("ledger-hash", "data/inputs/journal.ndjson", "Entry F2", "Entry F3")]
    [InlineData("trial-balance", "data/inputs/journal.ndjson", "\"debit\":4550", "\"debit\":4551")]
    [InlineData("trial-balance", "data/inputs/opening_balances.json", "\"45000\"", "\"45001\"")]
    [InlineData("trial-balance", "data/trial_balance.csv", "\r\n", "\n")]
    [InlineData("balances", "data/closing_balances.json", "\"balance_minor\":\"", "\"balance_minor\":\"1")]
    [InlineData("balances", "data/inputs/opening_balances.json", "\"45000\"", "\"45001\"")]
    [InlineData("close-hash", "data/trial_balance.csv", ",4550,", ",4551,")]
    [InlineData("close-hash", "data/inputs/journal.ndjson", "{\"by\"", "{}\n{\"by\"")]
    [InlineData("subledgers", "data/inputs/subledgers.ndjson", "12000", "12001")]
    [InlineData("previous", "data/inputs/opening_balances.json", "\"45000\"", "\"45001\"")]
    [InlineData("previous", "data/inputs/previous_certificate.json", "\"attempt\":1", "\"attempt\":2")]
    [InlineData("ids", "data/close_certificate.json", "\"tenant_id\":\"tiny\"", "\"tenant_id\":\"tini\"")]
    [InlineData("ids", "bag-info.txt", "External-Identifier: ", "External-Identifier: 0")]
    public async Task Block_ChangedBag_Fails(string block, string path, string part, string instead)
    {
        var bag = proofs.February.Bag();
        var text = Encoding.UTF8.GetString(bag.Files.GetValueOrDefault(path, []));
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{part}' is not in {path}");
        bag.Files[path] = Encoding.UTF8.GetBytes(text[..at] + instead + text[(at + part.Length)..]);
        Assert.NotEqual(0, (await FormatsDocument.RunAsync(block, bag, proofs.February)).ExitCode);
    }

    [Fact]
    public async Task Dsse_AnotherKey_Fails() =>
        Assert.NotEqual(0, (await FormatsDocument.RunAsync("dsse", proofs.January.Bag(), proofs.Harbor)).ExitCode);

    [Fact]
    public async Task Dsse_SignatureOfAnotherStatement_Fails()
    {
        var bag = proofs.February.Bag();
        var january = JsonText.ParseObject(proofs.January.Read("proof_package.json")).Value;
        bag.Files["proof_package.json"] = CanonicalJson.ToBytes(
            JsonText.ParseObject(bag.Files["proof_package.json"]).Value.With("signatures", january["signatures"])
        );
        Assert.NotEqual(0, (await FormatsDocument.RunAsync("dsse", bag, proofs.February)).ExitCode);
    }

    [Fact]
    public async Task Checkpoint_AnotherKey_Fails() =>
        Assert.NotEqual(
            0,
            (await FormatsDocument.RunAsync("checkpoint", proofs.January.Bag(), proofs.Harbor)).ExitCode
        );
}
