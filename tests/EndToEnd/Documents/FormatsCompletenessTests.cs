using System.Reflection;
using Bookseal.Books.Guards;
using Bookseal.Books.Payouts;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Teams;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.EndToEnd.Tests.Tampering;

namespace Bookseal.EndToEnd.Tests.Documents;

/// <summary>What the code writes stands in docs/formats.md.</summary>
[Collection(SealedProofsGroup.Name)]
public sealed class FormatsCompletenessTests(SealedProofs proofs)
{
    [Fact]
    public void Document_EventTypes_AreAllThere()
    {
        var types = typeof(RunEvent)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(RunEvent)) || type.IsSubclassOf(typeof(TeamEvent)))
            .Select(type => (string)type.GetField("TypeName")!.GetRawConstantValue()!)
            .ToList();
        Assert.True(types.Count >= 15);
        Assert.All(
            types.Concat([
                "import_intended/1",
                "books_imported/1",
                "import_intended/2",
                "import_undo_intended/1",
                "import_undone/1",
                "books_imported/2",
                "master_data_changed/1",
                "bank_match_intended/1",
                "bank_match/1",
                "keys_enrolled/1",
                ExportIntended.TypeName,
                ExportIntended.SealedTypeName,
                "payouts_imported/1",
                "reconciliation_reported/1",
                .. PayoutEventCodec.Types,
            ]),
            type => Assert.Contains($"| `{type}` |", FormatsDocument.Text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Document_Guards_AreAllThere()
    {
        var codes = typeof(GuardCode)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);
        Assert.All(codes, code => Assert.Contains($"| `{code}` |", FormatsDocument.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Document_FailureClasses_AreAllThereWithTheirExitCodes() =>
        Assert.All(
            Enum.GetValues<FailureClass>(),
            failure =>
                Assert.Contains($"| {(int)failure} | {failure} |", FormatsDocument.Text, StringComparison.Ordinal)
        );

    [Fact]
    public void Document_CodesOfForgeries_StandInTheRowOfTheirClass()
    {
        var rows = FormatsDocument.Text.Split('\n').ToList();
        var findings = new[] { InputForgeries.All, ReportForgeries.All, ChainForgeries.All, EnvelopeForgeries.All }
            .SelectMany(group => group.Values)
            .Concat(YearFileForgeries.All.Values.Select(forged => forged.Forgery))
            .Select(forgery => new Finding(forgery.Class, forgery.Code))
            .Concat(
                InsiderForgeries.All.Values.SelectMany(forgery =>
                    new[] { forgery.Alone, forgery.Recomputed, forgery.Untrusted }.OfType<Finding>()
                )
            )
            .Distinct();
        foreach (var finding in findings)
        {
            var row = rows.Single(row =>
                row.StartsWith($"| {(int)finding.Class} | {finding.Class} |", StringComparison.Ordinal)
            );
            Assert.Contains($"`{finding.Code}`", row, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("data/close_certificate.json")]
    [InlineData("data/reconciliation_report.json")]
    [InlineData("data/income_statement.json")]
    [InlineData("data/balance_sheet.json")]
    [InlineData("data/bank_reconciliation.json")]
    [InlineData("data/inputs/policy.json")]
    [InlineData("data/inputs/previous_certificate.json")]
    [InlineData("audit/consistency")]
    [InlineData("proof_package.json")]
    [InlineData("trust.json")]
    [InlineData("entry proof")]
    public void Document_MembersOfFiles_AreAllThere(string path)
    {
        var value = JsonText
            .Parse(
                path switch
                {
                    "trust.json" => proofs.February.Trust.ToBytes(),
                    "entry proof" => EntryProofs.Of(proofs.February, 0).ToBytes(),
                    _ => proofs.February.Read(path),
                }
            )
            .Value;
        Assert.All(
            MembersOf(value).Distinct(),
            member =>
                Assert.True(
                    Describes($"`{member}`") || Describes($"\"{member}\""),
                    $"'{member}' of {path} is not described"
                )
        );
    }

    [Fact]
    public void Document_FilesOfTheBag_AreAllThere() =>
        Assert.All(
            proofs.February.Bag().Files.Keys,
            path => Assert.True(Describes($"`{path}`") || Describes($"`{Path.GetFileName(path)}`"), path)
        );

    [Fact]
    public void Document_Blocks_AreAllFound() =>
        Assert.Equal(
            FormatsDocument.Text.Split('\n').Count(line => line.StartsWith("<!-- test: ", StringComparison.Ordinal)),
            FormatsDocument.Blocks.Count
        );

    private static bool Describes(string name) => FormatsDocument.Text.Contains(name, StringComparison.Ordinal);

    internal static IEnumerable<string> MembersOf(JsonValue value) =>
        value switch
        {
            JsonObject members => members.Members.Keys.Concat(members.Members.Values.SelectMany(MembersOf)),
            JsonArray array => array.Items.SelectMany(MembersOf),
            _ => [],
        };
}
