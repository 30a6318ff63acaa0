using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Values;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.Evidence.Signing;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>A good bag of the small company under different trust policies, and signed by different people.</summary>
[Collection(SealedProofsGroup.Name)]
public sealed class TrustTests(SealedProofs proofs)
{
    private static readonly DateTimeOffset Certified = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);

    private TrustPolicy Trust => proofs.January.Trust;

    private TrustedSigner Anna => Trust.Signers.Single(signer => signer.Person.ToString() == "anna");

    [Fact]
    public async Task Verify_ItsOwnTrust_IsAuthenticated() =>
        Assert.True((await proofs.January.Bag().VerifyAsync(Trust)).IsAuthenticated);

    [Fact]
    public async Task Verify_WithoutTrust_IsValidAndNotAuthenticated()
    {
        var report = await proofs.January.Bag().VerifyAsync(null);
        Assert.True(report.IsValid);
        Assert.False(report.IsAuthenticated);
        Assert.Equal(
            ["signatures", "checkpoint signature"],
            report.Checks.Where(check => check.Outcome == CheckOutcome.NotChecked).Select(check => check.Name)
        );
    }

    [Fact]
    public async Task Verify_ThresholdOfTwo_IsNotMetByOne() =>
        await RefusesAsync(Trust with { Threshold = 2 }, FailureClass.SignatureInvalid, "SIGNATURE_THRESHOLD");

    [Fact]
    public async Task Verify_TwoSignaturesOfOneKey_CountOnce() =>
        await RefusesAsync(
            Trust with
            {
                Threshold = 2,
            },
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD",
            proofs.January.CertifierKey,
            proofs.January.CertifierKey
        );

    [Fact]
    public async Task Verify_TwoKeysOfOnePerson_CountOnce()
    {
        using var second = LocalSigner.Generate();
        var trust = Trust with { Threshold = 2, Signers = [.. Trust.Signers, Anna with { Key = second.Key }] };
        await RefusesAsync(
            trust,
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD",
            proofs.January.CertifierKey,
            second
        );
    }

    [Fact]
    public async Task Verify_TwoPersons_MeetAThresholdOfTwo() => Assert.Null(await FindWithBertAsync(bert => bert));

    /// <summary>Who signed beside the certifier, and does not count: the certifier alone is one too few.</summary>
    public static TheoryData<string, Func<TrustedSigner, TrustedSigner>> CoSigners =>
        new()
        {
            { "expired", bert => bert with { ValidUntil = Certified } },
            { "not yet valid", bert => bert with { ValidFrom = Certified.AddMilliseconds(1) } },
            { "a reviewer", bert => bert with { Role = Role.Reviewer } },
            { "an auditor", bert => bert with { Role = Role.Auditor } },
            { "a service", bert => bert with { Custody = TrustedSigner.Service } },
            { "in a plain file", bert => bert with { KeyStore = KeyStore.PlainFile } },
            { "who knows where", bert => bert with { KeyStore = null } },
            { "the certifier under another key", bert => bert with { Person = PersonId.Parse("anna").Value } },
        };

    [Theory]
    [MemberData(nameof(CoSigners))]
    public async Task Verify_ACoSignerWhoDoesNotCount_LeavesTheThresholdUnmet(
        string why,
        Func<TrustedSigner, TrustedSigner> edit
    )
    {
        Assert.NotEmpty(why);
        Assert.Equal(new(FailureClass.SignatureInvalid, "SIGNATURE_THRESHOLD"), await FindWithBertAsync(edit));
    }

    [Fact]
    public async Task Verify_ACoSignerValidAtTheCertification_Counts() =>
        Assert.Null(
            await FindWithBertAsync(bert =>
                bert with
                {
                    ValidFrom = Certified,
                    ValidUntil = Certified.AddMilliseconds(1),
                }
            )
        );

    /// <summary>Trusted since, perhaps rightly; but of this month's books petra prepared some.</summary>
    [Fact]
    public async Task Verify_ACoSignerWhoPrepared_IsRefused() =>
        Assert.Equal(
            new(FailureClass.GuardFailed, "SEGREGATION_OF_DUTIES"),
            await FindWithBertAsync(bert => bert with { Person = PersonId.Parse("petra").Value })
        );

    [Fact]
    public async Task Verify_OneKeyOfTwoPersons_CountsForNeither()
    {
        var anna = Anna with { KeyStore = KeyStore.Vault };
        var trust = Trust with { Threshold = 2, Signers = [anna, anna with { Person = PersonId.Parse("bert").Value }] };
        await RefusesAsync(trust, FailureClass.SignatureInvalid, "SIGNATURE_THRESHOLD");
    }

    [Fact]
    public async Task Verify_CertifierWithAnotherKeyThanTheCertificates_IsRefused()
    {
        using var second = LocalSigner.Generate();
        var trust = Trust with { Signers = [Anna, Anna with { Key = second.Key }] };
        await RefusesAsync(trust, FailureClass.SignatureInvalid, "CERTIFIER_KEY_MISMATCH", second);
    }

    [Fact]
    public async Task Verify_ASignatureOfAnotherPersonOnly_IsNotTheCertifiers()
    {
        using var bert = LocalSigner.Generate();
        var trust = Trust with
        {
            Signers =
            [
                Anna,
                new(PersonId.Parse("bert").Value, "Bert", Role.Approver, "personal", bert.Key, null, null),
            ],
        };
        await RefusesAsync(trust, FailureClass.SignatureInvalid, "CERTIFIER_NOT_TRUSTED", bert);
    }

    [Fact]
    public async Task Verify_ServiceCustody_DoesNotCount() =>
        await RefusesAsync(
            Trust with
            {
                Signers = [Anna with { Custody = "service" }],
            },
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD"
        );

    [Fact]
    public async Task Verify_CertifierWithoutTheRole_IsNotTrusted() =>
        await RefusesAsync(
            Trust with
            {
                Signers = [Anna with { Role = Role.Reviewer }],
            },
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD"
        );

    [Fact]
    public async Task Verify_KeyOfAnotherPerson_IsNotTrusted() =>
        await RefusesAsync(
            Trust with
            {
                Signers = [Anna with { Person = PersonId.Parse("bert").Value }],
            },
            FailureClass.SignatureInvalid,
            "CERTIFIER_NOT_TRUSTED"
        );

    [Fact]
    public async Task Verify_KeyNotYetValid_IsNotTrusted() =>
        await RefusesAsync(
            Trust with
            {
                Signers = [Anna with { ValidFrom = Certified.AddMilliseconds(1) }],
            },
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD"
        );

    [Fact]
    public async Task Verify_KeyNoLongerValid_IsNotTrusted() =>
        await RefusesAsync(
            Trust with
            {
                Signers = [Anna with { ValidUntil = Certified }],
            },
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD"
        );

    [Fact]
    public async Task Verify_KeyValidAtTheCertification_IsTrusted()
    {
        var trust = Trust with
        {
            Signers = [Anna with { ValidFrom = Certified, ValidUntil = Certified.AddMilliseconds(1) }],
        };
        Assert.True((await proofs.January.Bag().VerifyAsync(trust)).IsAuthenticated);
    }

    [Fact]
    public async Task Verify_UnattendedUnderAPolicyThatRefusesIt_IsRefused() =>
        await RefusesAsync(Trust with { AcceptUnattended = false }, FailureClass.PolicyRefused, "UNATTENDED_REFUSED");

    [Fact]
    public async Task Verify_AnotherLogKey_IsRefused()
    {
        using var other = LocalSigner.Generate();
        await RefusesAsync(
            Trust with
            {
                LogKeys = [other.Key],
            },
            FailureClass.CheckpointInvalid,
            "CHECKPOINT_SIGNATURE"
        );
    }

    [Fact]
    public async Task Verify_OneOfSeveralLogKeys_Suffices()
    {
        using var older = LocalSigner.Generate();
        Assert.True(
            (
                await proofs.January.Bag().VerifyAsync(Trust with { LogKeys = [older.Key, .. Trust.LogKeys] })
            ).IsAuthenticated
        );
    }

    [Fact]
    public async Task Verify_AnotherLogOrigin_IsRefused() =>
        await RefusesAsync(
            Trust with
            {
                LogOrigin = "bookseal.local/tiny2",
            },
            FailureClass.CheckpointInvalid,
            "CHECKPOINT_SIGNATURE"
        );

    [Fact]
    public async Task Verify_TheKeysInAnotherTenantsName_IsRefused() =>
        await RefusesAsync(
            Trust with
            {
                Tenant = TenantId.Parse("tiny2").Value,
            },
            FailureClass.CheckpointInvalid,
            "CHECKPOINT_SIGNATURE"
        );

    [Fact]
    public async Task Verify_AnotherCompanysProof_IsRefused()
    {
        var report = await proofs.Harbor.Bag().VerifyAsync(Trust);
        Assert.Equal(FailureClass.SignatureInvalid, report.Failure);
        Assert.Contains(report.Checks, check => check.Code == "CHECKPOINT_SIGNATURE");
    }

    /// <summary>Signed by the certifier and by Bert, under a trust of both: the first finding.</summary>
    private async Task<Finding?> FindWithBertAsync(Func<TrustedSigner, TrustedSigner> edit)
    {
        using var key = LocalSigner.Generate();
        var bert = new TrustedSigner(
            PersonId.Parse("bert").Value,
            "Bert",
            Role.Approver,
            TrustedSigner.Personal,
            key.Key,
            null,
            null
        )
        {
            KeyStore = KeyStore.EncryptedFile,
        };
        var trust = Trust with { Threshold = 2, Signers = [Anna with { KeyStore = KeyStore.Vault }, edit(bert)] };
        return Finding.FirstOf(await (await SealAsync(proofs.January.CertifierKey, key)).VerifyAsync(trust));
    }

    private async Task RefusesAsync(TrustPolicy trust, FailureClass failure, string code, params LocalSigner[] signers)
    {
        var bag = signers.Length == 0 ? proofs.January.Bag() : await SealAsync(signers);
        var failed = (await bag.VerifyAsync(trust)).Checks.First(check => check.Outcome == CheckOutcome.Failed);
        Assert.Equal((code, failure), (failed.Code, failed.Class));
    }

    private Task<MemoryBag> SealAsync(params LocalSigner[] signers) =>
        new BagForger(proofs.January) { Signers = signers }.SealAsync();
}
