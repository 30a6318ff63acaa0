using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Tests.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Proof.EntryProofs;

public sealed class EntryProofVerifierTests
{
    private static readonly Entry[] Month =
    [
        .. Enumerable.Range(1, 11).Select(i => Some.Entry($"E{i}", Some.Line("1010", i), Some.Line("4000", -i))),
    ];
    private static readonly EntryProof Good = new SignedJournal(Month).Prove(3);

    [Fact]
    public void Verify_EveryLineOfAnyJournal_IsAuthenticated() =>
        Property.Holds(
            from size in Gen.Choose(1, 40)
            from entries in Entries.Any.ListOf(size)
            select entries
                .Select(entry => entry with { Date = Some.Day })
                .Where(entry => EntryCodec.Encode(entry).Length <= Limits.EntryBytes)
                .ToList(),
            entries =>
            {
                var journal = new SignedJournal(entries);
                return Enumerable
                    .Range(0, entries.Count)
                    .All(index =>
                    {
                        var verified = EntryProofVerifier.Verify(journal.Prove(index).ToBytes(), SignedJournal.Trust);
                        return verified.Report.IsAuthenticated
                            && verified.Proof!.Index == index
                            && EntryCodec.Encode(verified.Entry!).AsSpan().SequenceEqual(journal.Lines[index]);
                    });
            },
            times: 40
        );

    [Fact]
    public void Verify_WithoutTrust_IsValidAndNotAuthenticated()
    {
        var report = EntryProofVerifier.Verify(new SignedJournal(Month).Prove(3).ToBytes(), null).Report;
        Assert.Equal((true, false), (report.IsValid, report.IsAuthenticated));
        Assert.Equal(
            ["signatures"],
            report.Checks.Where(check => check.Outcome == CheckOutcome.NotChecked).Select(check => check.Name)
        );
    }

    /// <summary>Until rules 4 a proof was sealed with the key of the day, whatever the certificate named.</summary>
    [Theory]
    [InlineData("bookseal-rules/2", null)]
    [InlineData("bookseal-rules/3", null)]
    [InlineData("bookseal-rules/4", "CERTIFIER_KEY_MISMATCH")]
    public void Verify_AnotherKeyOfTheCertifier_IsJudgedByItsRules(string rules, string? code)
    {
        var journal = new SignedJournal(Month)
        {
            Certificate = certificate =>
                certificate
                    .With("certification", ((JsonObject)certificate["certification"]!).With("key_id", "rotated"))
                    .With("rules", rules),
        };
        var report = EntryProofVerifier.Verify(journal.Prove(3).ToBytes(), SignedJournal.Trust).Report;
        Assert.Equal(code, report.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed)?.Code);
    }

    public static TheoryData<string> Forgeries => [.. Forged.Keys];

    /// <summary>Proofs that the holder of the certifier's key, or somebody without any, could make up.</summary>
    private static readonly Dictionary<string, (FailureClass Class, string Code, Func<EntryProof> Make)> Forged = new()
    {
        ["another line"] = (
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            () => Good with { Line = Encode(Month[3] with { Description = "another" }) }
        ),
        ["the line of another index"] = (
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            () => Good with { Line = Encode(Month[4]) }
        ),
        ["another index"] = (FailureClass.InclusionInvalid, "INCLUSION_INVALID", () => Good with { Index = 4 }),
        ["an index of less than nothing"] = (
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            () => Good with { Index = -1 }
        ),
        ["an index beyond the end"] = (
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            () => Good with { Index = 11 }
        ),
        ["another size of the same shape"] = (
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            () => Good with { Size = 12 }
        ),
        ["a shorter path"] = (
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            () => Good with { Path = [.. Good.Path.Skip(1)] }
        ),
        ["a longer path"] = (
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            () => Good with { Path = [.. Good.Path, default] }
        ),
        ["a path of another order"] = (
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            () => Good with { Path = [.. Good.Path.Reverse()] }
        ),
        ["no path"] = (FailureClass.InclusionInvalid, "INCLUSION_INVALID", () => Good with { Path = [] }),
        ["an inner node as the line"] = (
            FailureClass.InputsInvalid,
            "JOURNAL_LINE_INVALID",
            () => Good with { Line = "{}"u8.ToArray() }
        ),
        ["a line in another spelling"] = (
            FailureClass.InputsInvalid,
            "JOURNAL_LINE_INVALID",
            () => Good with { Line = [.. Good.Line, (byte)' '] }
        ),
        ["a line with its line feed"] = (
            FailureClass.InputsInvalid,
            "JOURNAL_LINE_INVALID",
            () => Good with { Line = [.. Good.Line, (byte)'\n'] }
        ),
        ["an entry of another month"] = (
            FailureClass.InputsInvalid,
            "ENTRY_OUTSIDE_PERIOD",
            () => new SignedJournal([Month[0] with { Date = Some.Day.AddMonths(1) }]).Prove(0)
        ),
        ["another ledger hash"] = Certificate(
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            certificate => certificate.With("ledger_hash", default(Digest))
        ),
        ["another number of entries"] = Certificate(
            FailureClass.InclusionInvalid,
            "INCLUSION_INVALID",
            certificate => certificate.With("counts", JsonObject.Of(("entries", 12)))
        ),
        ["no ledger hash"] = Certificate(
            FailureClass.InputsInvalid,
            "CERTIFICATE_INVALID",
            certificate => certificate.With("ledger_hash", null)
        ),
        ["no number of entries"] = Certificate(
            FailureClass.InputsInvalid,
            "CERTIFICATE_INVALID",
            certificate => certificate.With("counts", JsonObject.Of())
        ),
        ["no certification"] = Certificate(
            FailureClass.InputsInvalid,
            "CERTIFICATE_INVALID",
            certificate => certificate.With("certification", null)
        ),
        ["an unknown attestation"] = Certification(
            FailureClass.InputsInvalid,
            "CERTIFICATE_INVALID",
            "attestation",
            "perhaps"
        ),
        ["a period that ends before"] = Certificate(
            FailureClass.InputsInvalid,
            "ENTRY_OUTSIDE_PERIOD",
            certificate => certificate.With("period_end", "2026-01-14")
        ),
        ["a period that begins after"] = Certificate(
            FailureClass.InputsInvalid,
            "ENTRY_OUTSIDE_PERIOD",
            certificate => certificate.With("period_start", "2026-01-16")
        ),
        ["another company"] = Certificate(
            FailureClass.SignatureInvalid,
            "TENANT_NOT_TRUSTED",
            certificate => certificate.With("tenant_id", "acme2")
        ),
        ["rules to come"] = Certificate(
            FailureClass.UnsupportedRules,
            "UNSUPPORTED_RULES",
            certificate => certificate.With("rules", "bookseal-rules/999")
        ),
        ["a certifier who did not sign"] = Certification(
            FailureClass.SignatureInvalid,
            "CERTIFIER_NOT_TRUSTED",
            "certified_by",
            "nora"
        ),
        ["unattended"] = Certification(FailureClass.PolicyRefused, "UNATTENDED_REFUSED", "attestation", "unattended"),
        ["signed by a stranger"] = (
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD",
            () => new SignedJournal(Month) { Signers = [LocalSigner.Generate()] }.Prove(3)
        ),
        ["signed by nobody"] = (
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD",
            () => new SignedJournal(Month) { Signers = [] }.Prove(3)
        ),
        ["signed over another payload"] = (
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD",
            () => Good with { Envelope = Good.Envelope with { Payload = [.. Good.Envelope.Payload, (byte)' '] } }
        ),
        ["another payload type"] = (
            FailureClass.EnvelopeInvalid,
            "STATEMENT_MALFORMED",
            () => new SignedJournal(Month) { PayloadType = "application/json" }.Prove(3)
        ),
        ["another predicate type"] = (
            FailureClass.EnvelopeInvalid,
            "PREDICATE_TYPE_UNKNOWN",
            () =>
                new SignedJournal(Month)
                {
                    Statement = statement => statement with { PredicateType = "https://bookseal.dev/other/v1" },
                }.Prove(3)
        ),
        ["no certificate"] = (
            FailureClass.InputsInvalid,
            "CERTIFICATE_INVALID",
            () =>
                new SignedJournal(Month)
                {
                    Statement = statement => statement with { Predicate = JsonObject.Of() },
                }.Prove(3)
        ),
        ["a certificate that is not the one it names"] = (
            FailureClass.SubjectMismatch,
            "SUBJECT_MISMATCH",
            () =>
                new SignedJournal(Month)
                {
                    Statement = statement => statement with { Subjects = [new(BagLayout.Certificate, default)] },
                }.Prove(3)
        ),
        ["a statement about nothing"] = (
            FailureClass.EnvelopeInvalid,
            "STATEMENT_MALFORMED",
            () => new SignedJournal(Month) { Statement = statement => statement with { Subjects = [] } }.Prove(3)
        ),
        ["65 signatures"] = (
            FailureClass.EnvelopeInvalid,
            "ENTRY_PROOF_MALFORMED",
            () => new SignedJournal(Month) { Signers = [.. Enumerable.Repeat(SignedJournal.Signer, 65)] }.Prove(3)
        ),
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void Verify_Forged_FailsWithItsCode(string name)
    {
        var forgery = Forged[name];
        var failed = EntryProofVerifier
            .Verify(forgery.Make().ToBytes(), SignedJournal.Trust)
            .Report.Checks.First(check => check.Outcome == CheckOutcome.Failed);
        Assert.Equal((forgery.Class, forgery.Code), (failed.Class, failed.Code));
    }

    public static TheoryData<string> Policies => [.. Distrust.Keys];

    private static readonly Dictionary<string, (string Code, TrustPolicy Trust)> Distrust = new()
    {
        ["a threshold of two"] = ("SIGNATURE_THRESHOLD", SignedJournal.Trust with { Threshold = 2 }),
        ["service custody"] = ("SIGNATURE_THRESHOLD", WithSigner(SignedJournal.Graham with { Custody = "service" })),
        ["a reviewer"] = ("SIGNATURE_THRESHOLD", WithSigner(SignedJournal.Graham with { Role = Role.Reviewer })),
        ["a key that came later"] = (
            "SIGNATURE_THRESHOLD",
            WithSigner(SignedJournal.Graham with { ValidFrom = Some.Now.AddMilliseconds(1) })
        ),
        ["a key that had ended"] = (
            "SIGNATURE_THRESHOLD",
            WithSigner(SignedJournal.Graham with { ValidUntil = Some.Now })
        ),
        ["another person's key"] = (
            "CERTIFIER_NOT_TRUSTED",
            WithSigner(SignedJournal.Graham with { Person = Some.Person("nora") })
        ),
        ["another company"] = (
            "TENANT_NOT_TRUSTED",
            SignedJournal.Trust with
            {
                Tenant = TenantId.Parse("acme2").Value,
            }
        ),
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void Verify_UnderATrustThatDoesNotCoverIt_Fails(string name)
    {
        var failed = EntryProofVerifier
            .Verify(Good.ToBytes(), Distrust[name].Trust)
            .Report.Checks.First(check => check.Outcome == CheckOutcome.Failed);
        Assert.Equal((FailureClass.SignatureInvalid, Distrust[name].Code), (failed.Class, failed.Code));
    }

    [Theory]
    [InlineData("{\"envelope\"", " {\"envelope\"")]
    [InlineData("{\"envelope\"", "{\"extra\":1,\"envelope\"")]
    [InlineData("{\"envelope\"", "{\"a\":1,\"envelope\"")]
    [InlineData("\"envelope\":{", "\"envelope\":{\"a\":1,")]
    [InlineData("\"index\":3", "\"index\":3.0")]
    [InlineData("\"index\":3", "\"index\":3e0")]
    [InlineData("\"index\":3,", "")]
    [InlineData("\"index\":3,", "\"index\":3,\"index\":3,")]
    [InlineData("entry-proof/v1", "entry-proof/v2")]
    [InlineData("\"size\":11", "\"size\":\"11\"")]
    [InlineData("\"path\":[", "\"path\":[1,")]
    [InlineData("\"keyid\":\"", "\"keyid\":1,\"x\":\"")]
    [InlineData("E4", "\\u00454")]
    public void FromBytes_AnotherSpelling_IsRefused(string part, string instead)
    {
        var text = Encoding.UTF8.GetString(Good.ToBytes());
        Assert.Contains(part, text, StringComparison.Ordinal);
        var fault = EntryProof
            .FromBytes(Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal)))
            .Fault;
        Assert.Contains(fault.Code, (string[])["ENTRY_PROOF_MALFORMED", "JSON_INVALID"]);
    }

    [Fact]
    public void FromBytes_WhatToBytesWrote_RoundTrips() =>
        Assert.Equal(Good.ToBytes(), EntryProof.FromBytes(Good.ToBytes()).Value.ToBytes());

    /// <summary>
    /// Key ids are hints and further signatures decide nothing; all else is signed, or leads to what is signed.
    /// </summary>
    [Fact]
    public void Verify_AnyByteDamaged_IsRefusedOrMeansTheSame()
    {
        var good = Good.ToBytes();
        Property.Holds(
            Bytes.Damaged(good),
            damaged =>
            {
                var verified = EntryProofVerifier.Verify(damaged, SignedJournal.Trust);
                return !verified.Report.IsValid
                    || (
                        verified.Proof!.Line.AsSpan().SequenceEqual(Good.Line)
                        && verified.Proof.Index == 3
                        && verified.Proof.Size == 11
                        && verified.Proof.Envelope.Payload.AsSpan().SequenceEqual(Good.Envelope.Payload)
                        && verified.Proof.Path.SequenceEqual(Good.Path)
                    );
            },
            times: 3000
        );
        foreach (var at in Enumerable.Range(0, good.Length))
        {
            var flipped = (byte[])good.Clone();
            flipped[at] ^= 1;
            var verified = EntryProofVerifier.Verify(flipped, SignedJournal.Trust);
            Assert.True(
                !verified.Report.IsValid
                    || verified.Proof!.Envelope.Signatures[0].KeyId != Good.Envelope.Signatures[0].KeyId,
                $"byte {at}"
            );
        }
    }

    [Fact]
    public void Verify_RandomBytes_IsAReport() =>
        Property.Holds(
            Bytes.Random,
            noise => EntryProofVerifier.Verify(noise, null) is { Report.IsValid: false, Proof: null }
        );

    [Fact]
    public void Search_AnyJournal_FindsWhatDecodingEveryLineFinds() =>
        Property.Holds(
            from lines in Entries.JournalLine.ListOf()
            from id in Gen.Elements("E1", "E2", "E3", "E4", "E")
            select (lines, id: Some.EntryId(id)),
            x =>
            {
                var search = new EntrySearch(x.id);
                foreach (var line in x.lines)
                    search.Add(line);
                var expected = x
                    .lines.Select((line, index) => (line, index))
                    .FirstOrDefault(pair =>
                        EntryCodec.Decode(pair.line) is { IsOk: true } decoded && decoded.Value.Id == x.id
                    );
                return search.Size == x.lines.Count
                    && (
                        expected.line is null
                            ? search.Index is null
                            : search.Index == expected.index && search.Line!.AsSpan().SequenceEqual(expected.line)
                    );
            }
        );

    private static TrustPolicy WithSigner(TrustedSigner signer) => SignedJournal.Trust with { Signers = [signer] };

    private static byte[] Encode(Entry entry) => EntryCodec.Encode(entry);

    private static (FailureClass, string, Func<EntryProof>) Certificate(
        FailureClass failure,
        string code,
        Func<JsonObject, JsonObject> edit
    ) => (failure, code, () => new SignedJournal(Month) { Certificate = edit }.Prove(3));

    private static (FailureClass, string, Func<EntryProof>) Certification(
        FailureClass failure,
        string code,
        string member,
        string value
    ) =>
        Certificate(
            failure,
            code,
            certificate =>
                certificate.With("certification", ((JsonObject)certificate["certification"]!).With(member, value))
        );
}
