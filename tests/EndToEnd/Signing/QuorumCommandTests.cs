using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Evidence.Dsse;

namespace Bookseal.EndToEnd.Tests.Signing;

/// <summary>Two of a company's approvers sign by the command line, and strangers check both.</summary>
public sealed class QuorumCommandTests : IDisposable
{
    private readonly TestCompany _company = new();

    public QuorumCommandTests() =>
        _company.Replace("bookseal.json", "\"tolerance_minor\": 0", "\"signatures\": 2, \"tolerance_minor\": 0");

    [Fact]
    public async Task Sign_ByTheSecondPerson_SealsAProofThatTwoHaveSigned()
    {
        var waits = (await _company.CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(4);
        Assert.Equal(("awaiting_signature", "closing"), (waits.Text("status"), waits.Text("period_status")));
        Assert.Contains(
            "bookseal sign --tenant tiny --period 2026-01 --as bert",
            waits.Errors,
            StringComparison.Ordinal
        );
        // The same again signs for nobody else.
        (await _company.CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(4);

        var status = (await _company.BooksealAsync("status", _company.Books, "--period", "2026-01", "--json")).Exits(0);
        var signatures = (JsonObject)status.Json["signatures"]!;
        Assert.Equal("1", $"{signatures["missing"]}");
        Assert.Equal("[\"bert\"]", $"{signatures["waits_for"]}");
        Assert.Equal("\"anna\"", $"{((JsonObject)Assert.Single(((JsonArray)signatures["signed"]!).Items))["person"]}");

        (await SignAsync()).Refuses(64, "PERSON_NEEDED");
        (await SignAsync("--as", "petra", "--yes")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        var shown = (await SignAsync("--as", "bert")).Exits(4);
        Assert.Contains("net income    70.00 EUR this period", shown.Errors, StringComparison.Ordinal);

        var signed = (await SignAsync("--as", "bert", "--yes")).Exits(0);
        Assert.Equal(("certified", "closed"), (signed.Text("status"), signed.Text("period_status")));
        (await SignAsync("--as", "bert", "--yes")).Exits(0); // once is enough
        var bag = signed.Text("bag");
        await VerifyAsync(bag, "\"threshold\":2", 0);
        await VerifyByHandAsync(bag);
    }

    [Fact]
    public async Task Close_WithYesAndEverybodysKeys_IsSignedByAsManyAsThePolicySays()
    {
        var closed = (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        Assert.True(closed.Flag("verified"));
        Assert.Equal(2, (await EnvelopeAsync(closed.Text("bag"))).Signatures.Count);
    }

    [Fact]
    public async Task Cancel_WhileTheProofAwaitsSignatures_GivesTheMonthBack()
    {
        (await _company.CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(4);
        string[] january = [_company.Books, "--period", "2026-01", "--json", "--as", "bert"];
        (await _company.BooksealAsync(["reopen", .. january, "--yes", "--reason", "wrong"])).Refuses(
            3,
            "REOPEN_NOT_ALLOWED"
        );
        (await _company.BooksealAsync(["decline", .. january, "--reason", "wrong"])).Refuses(3, "OUT_OF_ORDER");
        var cancelled = (await _company.BooksealAsync(["cancel", .. january, "--yes", "--reason", "wrong"])).Exits(0);
        Assert.Equal(("cancelled", "open"), (cancelled.Text("status"), cancelled.Text("period_status")));
        (await SignAsync("--as", "bert", "--yes")).Refuses(3, "OUT_OF_ORDER");

        _company.AddEntry("J9", "2026-01-31", "6000", "1000", "1.00");
        (await _company.CloseAsync("2026-01", "--yes", "--as", "anna")).Exits(4);
        await VerifyAsync((await SignAsync("--as", "bert", "--yes")).Exits(0).Text("bag"), "\"threshold\":2", 0);
    }

    [Fact]
    public async Task Close_WithMoreSignaturesThanApprovers_IsRefused()
    {
        _company.Replace("bookseal.json", "\"signatures\": 2", "\"signatures\": 3");
        (await _company.CloseAsync("2026-01", "--yes")).Refuses(3, "SIGNERS_TOO_FEW");
    }

    private Task<ProgramResult> SignAsync(params string[] options) =>
        _company.BooksealAsync(["sign", _company.Books, "--period", "2026-01", "--json", .. options]);

    private async Task VerifyAsync(string bag, string part, int exitCode)
    {
        var trust = (await _company.BooksealAsync("keys", "trust", _company.Books)).Exits(0).Output;
        Assert.Contains(part, trust, StringComparison.Ordinal);
        var file = Path.Combine(_company.Folder, "trust.json");
        await File.WriteAllTextAsync(file, trust);
        (await ProgramRunner.VerifierAsync(_company.Folder, bag, "--trust", file)).Exits(exitCode);
    }

    /// <summary>Both signatures with nothing but <c>openssl</c> and the public keys.</summary>
    private async Task VerifyByHandAsync(string bag)
    {
        var envelope = await EnvelopeAsync(bag);
        string[] persons = ["anna", "bert"];
        Assert.Equal(persons.Length, envelope.Signatures.Count);
        string In(string name) => Path.Combine(_company.Folder, name);
        await File.WriteAllBytesAsync(In("pae"), DsseEnvelope.PreAuthEncoding(envelope.PayloadType, envelope.Payload));
        foreach (var (person, signature) in persons.Zip(envelope.Signatures))
        {
            var key = (await _company.BooksealAsync("keys", "export", _company.Books, person)).Exits(0).Output;
            await File.WriteAllTextAsync(In("key.pem"), key);
            await File.WriteAllBytesAsync(In("signature"), signature.Signature);
            var checkedBy = await ProgramRunner.RunAsync(
                _company.Folder,
                "openssl",
                ["dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "pae"]
            );
            Assert.Equal("Verified OK", checkedBy.Exits(0).Output.Trim());
        }
    }

    private static async Task<DsseEnvelope> EnvelopeAsync(string bag) =>
        DsseEnvelope.Parse(await File.ReadAllBytesAsync(Path.Combine(bag, "proof_package.json"))).Value;

    public void Dispose() => _company.Dispose();
}
