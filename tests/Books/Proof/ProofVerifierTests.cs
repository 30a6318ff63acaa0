using System.Text;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.BagIt;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Proof;

/// <summary>The verifier on bags in memory. What each kind of tampering is called is tested end to end.</summary>
public sealed class ProofVerifierTests
{
    [Fact]
    public void Verify_ASealedClose_IsValidAndSaysWhatItDidNotCheck()
    {
        var report = Verify(SealedClose.Bag, null);
        Assert.All(report.Checks, check => Assert.NotEqual(CheckOutcome.Failed, check.Outcome));
        Assert.Equal((true, false, FailureClass.None), (report.IsValid, report.IsAuthenticated, report.Failure));
        Assert.Equal(
            ["signatures", "checkpoint signature"],
            report.Checks.Where(check => check.Outcome == CheckOutcome.NotChecked).Select(check => check.Name)
        );
    }

    [Fact]
    public void Verify_ASealedCloseWithItsTrust_IsAuthenticated()
    {
        var report = Verify(SealedClose.Bag, SealedClose.Trust);
        Assert.True(report.IsAuthenticated, string.Join('\n', report.Checks));
        Assert.DoesNotContain(report.Checks, check => check.Outcome == CheckOutcome.NotChecked);
    }

    /// <summary>An older import took it: no failure, but who reads the reports may take it for another.</summary>
    [Fact]
    public void Verify_AnIdThatLooksLikeAnother_IsTold()
    {
        Assert.Contains(
            Verify(SealedClose.Bag, null).Checks,
            check => check is { Name: "ids", Outcome: CheckOutcome.Verified }
        );
        var bag = SealedClose.Bag.Copy();
        var journal = Encoding.UTF8.GetString(bag.Files[BagLayout.Journal]);
        Assert.Contains("\"id\":\"E", journal, StringComparison.Ordinal);
        bag.Files[BagLayout.Journal] = Encoding.UTF8.GetBytes(
            journal.Replace("\"id\":\"E", "\"id\":\"INV-\u0410", StringComparison.Ordinal)
        );
        SealedClose.SignAgain(bag);
        var told = Verify(bag, null).Checks.Single(check => check.Name == "ids");
        Assert.Equal(CheckOutcome.Attested, told.Outcome);
        Assert.Contains("U+0410", told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_SignedAgainUnchanged_IsValid()
    {
        // What the next tests do to a bag is not what makes it invalid.
        var bag = SealedClose.Bag.Copy();
        SealedClose.SignAgain(bag);
        Assert.True(Verify(bag, SealedClose.Trust).IsAuthenticated);
    }

    [Fact]
    public void Verify_WarningsThatAPersonAccepted_SaysByWhomAndWhy()
    {
        var check = Verify(SealedClose.Bag, null).Checks.Single(each => each.Name == "warnings");
        Assert.Equal($"1 suspense_balance accepted by imani in 2026-01 (\"{SealedClose.Words}\")", check.Detail);
    }

    /// <summary>An insider with the certifier's key who would rather have had no warnings, or other answers.</summary>
    [Theory]
    [InlineData("data/guards.json", "suspense_balance", "suspense_rounding")]
    [InlineData("data/guards.json", "\"amount_minor\":\"7\"", "\"amount_minor\":\"0\"")]
    [InlineData("data/close_certificate.json", SealedClose.Words, "immaterial")]
    [InlineData("data/close_certificate.json", "\"by\":\"imani\"", "\"by\":\"graham\"")]
    [InlineData("data/close_certificate.json", "\"review\":\"accepted\"", "\"review\":\"none\"")]
    [InlineData("data/close_certificate.json", "\"period_minor\":\"50\"", "\"period_minor\":\"51\"")]
    public void Verify_WarningsOrWhatWasShownEdited_IsFound(string path, string part, string instead)
    {
        var bag = SealedClose.Bag.Copy();
        var text = Encoding.UTF8.GetString(bag.Files[path]);
        Assert.Contains(part, text, StringComparison.Ordinal);
        bag.Files[path] = Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal));
        SealedClose.SignAgain(bag);
        Assert.Contains(
            Verify(bag, null).Checks,
            check => check is { Outcome: CheckOutcome.Failed, Code: "RECOMPUTE_MISMATCH" }
        );
    }

    [Fact]
    public void Verify_WarningDropped_IsFound()
    {
        var bag = SealedClose.Bag.Copy();
        var guards = JsonText.ParseObject(bag.Files["data/guards.json"]).Value;
        bag.Files["data/guards.json"] = CanonicalJson.ToBytes(guards.With("warnings", new JsonArray([])));
        SealedClose.SignAgain(bag);
        Assert.Contains(
            Verify(bag, null).Checks,
            check => check is { Outcome: CheckOutcome.Failed, Code: "RECOMPUTE_MISMATCH" }
        );
    }

    [Fact]
    public void Verify_NothingAtAll_IsAReport() =>
        Assert.Equal(FailureClass.BagInvalid, Verify(new MemoryBag([]), SealedClose.Trust).Failure);

    [Fact]
    public void Verify_AnyPayloadFileDamagedAndAllSignedAgain_IsNeverValid() =>
        Property.Holds(
            from path in Gen.Elements<string>([
                .. SealedClose.Bag.Files.Keys.Where(path => path.StartsWith("data/", StringComparison.Ordinal)),
            ])
            from bytes in Bytes.Damaged(SealedClose.Bag.Files[path])
            where !bytes.AsSpan().SequenceEqual(SealedClose.Bag.Files[path])
            select (path, bytes),
            damage =>
            {
                var bag = SealedClose.Bag.Copy();
                bag.Files[damage.path] = damage.bytes;
                SealedClose.SignAgain(bag);
                return !Verify(bag, null).IsValid;
            },
            times: 250
        );

    [Fact]
    public void Verify_AnyFileDamaged_IsAReport() =>
        Property.Holds(
            from path in Gen.Elements<string>([.. SealedClose.Bag.Files.Keys])
            from bytes in Gen.OneOf(Bytes.Damaged(SealedClose.Bag.Files[path]), Bytes.Random)
            from rewrite in Gen.Elements(true, false)
            from trusted in Gen.Elements(true, false)
            select (path, bytes, rewrite, trusted),
            damage =>
            {
                var bag = SealedClose.Bag.Copy();
                bag.Files[damage.path] = damage.bytes;
                if (damage.rewrite)
                    bag.RewriteManifests();
                var report = Verify(bag, damage.trusted ? SealedClose.Trust : null);
                return report.Checks.Count > 0
                    && report.ToJson().ToString().Length > 0
                    && (report.Failure == FailureClass.None) == report.IsValid;
            },
            times: 400
        );

    [Fact]
    public void Verify_AnyFileMissing_IsNotValid()
    {
        // RFC 8493 makes the tag manifest optional; every file that it names is signed, or is checked by its own
        // signature.
        foreach (var path in SealedClose.Bag.Files.Keys.Where(path => path != BagWriter.TagManifest))
        {
            var bag = SealedClose.Bag.Copy();
            bag.Files.Remove(path);
            Assert.False(Verify(bag, null).IsValid, path);
        }
    }

    [Fact]
    public void Verify_AFileMissingAndAllSignedAgain_IsNotValid()
    {
        foreach (
            var path in SealedClose.Bag.Files.Keys.Where(path => path.StartsWith("data/", StringComparison.Ordinal))
        )
        {
            var bag = SealedClose.Bag.Copy();
            bag.Files.Remove(path);
            SealedClose.SignAgain(bag);
            Assert.False(Verify(bag, null).IsValid, path);
        }
    }

    [Theory] // found by tests/Fuzz: the tree head covers the entries, and nothing said that the file holds nothing else
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\r\n")]
    public void Verify_AnAuditSliceWithAnotherEndAndAllSignedAgain_IsNotValid(string end)
    {
        var bag = SealedClose.Bag.Copy();
        bag.Files[BagLayout.Audit] = [.. bag.Files[BagLayout.Audit][..^1], .. Encoding.UTF8.GetBytes(end)];
        SealedClose.SignAgain(bag);
        var report = Verify(bag, SealedClose.Trust);
        Assert.Equal(
            (FailureClass.AuditChainBroken, "AUDIT_CHAIN_BROKEN"),
            (report.Failure, report.Checks.First(check => check.Outcome == CheckOutcome.Failed).Code)
        );
    }

    [Fact]
    public void Verify_AttendedWhereTrustRefusesUnattended_IsAuthenticated() =>
        Assert.True(Verify(SealedClose.Bag, SealedClose.Trust with { AcceptUnattended = false }).IsAuthenticated);

    private static VerificationReport Verify(MemoryBag bag, TrustPolicy? trust) =>
        ProofVerifier.VerifyAsync(bag, trust, CancellationToken.None).GetAwaiter().GetResult();
}
