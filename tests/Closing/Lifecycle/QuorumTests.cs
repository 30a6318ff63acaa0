using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Sealing;
using Bookseal.Evidence;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

public sealed class QuorumTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();

    private World World => _temporary.World;

    [Fact]
    public async Task Signed_ByTwoOneAfterTheOther_IsSealedAndVerifiesWithThresholdTwo()
    {
        var resting = await QuorumScenario.CertifyAsync(World.Open(), new TeamDesk());
        Assert.Equal(
            (RunStatus.AwaitingSignature, PeriodStatus.Closing, 1),
            (resting.Status, resting.PeriodStatus, resting.Signatures.Length)
        );
        // Another driver, next week: it signs for nobody.
        Assert.False((await World.Open().Host.StepAsync(SmallBooks.January, default)).Value);

        var services = World.Open();
        QuorumScenario.Good(await QuorumScenario.SignAsync(services, QuorumBooks.SecondApprover));
        var run = await QuorumScenario.DriveAsync(services, new NobodyAtTheDesk());
        var location = ProofLocation.Of(SmallBooks.Tenant, SmallBooks.January, run.Proof!);
        var envelope = await services.Workspace.Proofs.ReadAsync(location, BagLayout.Envelope, default);
        Assert.Equal(
            run.Signatures.Select(signature => signature.KeyId),
            DsseEnvelope.Parse(envelope).Value.Signatures.Select(signature => signature.KeyId)
        );
        var bag = services.Workspace.Proofs.Bag(location);
        Assert.True((await ProofVerifier.VerifyAsync(bag, TrustOf(services, 2), default)).IsValid);
        Assert.False((await ProofVerifier.VerifyAsync(bag, TrustOf(services, 2, "imani"), default)).IsValid);
    }

    [Fact]
    public async Task Signed_ByTwoAtOnce_IsSealedOnce()
    {
        await QuorumScenario.CertifyUnsignedAsync(World.Open());
        Actor[] signers = [AdjustingDesk.Controller, QuorumBooks.SecondApprover];
        var runs = await Task.WhenAll(
            signers.Select(signer =>
                Task.Run(async () =>
                {
                    var services = World.Open();
                    QuorumScenario.Good(await QuorumScenario.SignAsync(services, signer));
                    return await QuorumScenario.DriveAsync(services, new NobodyAtTheDesk());
                })
            )
        );
        Assert.Contains(runs, run => run.Proof is not null);
        var events = await Snapshot.EventsAsync(World.Open());
        Assert.Single(events, line => line.Contains("proof_sealed/1", StringComparison.Ordinal));
        Assert.Equal(2, events.Count(line => line.Contains("signature_added/2", StringComparison.Ordinal)));
        Assert.True((await World.Open().Audit.VerifyAsync(default)).IsGood);
    }

    [Theory]
    [InlineData(KeyCode.AccessDenied)]
    [InlineData(KeyCode.ReplyInvalid)]
    public async Task Certified_WithAKeyThatIsLocked_RestsAndGoesOnOnceItCanBeHad(string code)
    {
        var run = await QuorumScenario.CertifyUnsignedAsync(World.Open());
        Assert.Equal((RunStatus.AwaitingSignature, 0), (run.Status, run.Signatures.Length));
        Assert.Equal(
            code,
            (await QuorumScenario.SignAsync(World.Open(keys: Locked("lea", code)), QuorumBooks.SecondApprover))
                .Fault
                .Code
        );
        // Who is asked first cannot sign now; the next one can.
        var desk = new SigningDesk(QuorumBooks.SecondApprover, AdjustingDesk.Controller);
        run = await QuorumScenario.DriveAsync(World.Open(keys: Locked("lea", code)), desk);
        Assert.Equal("imani", Assert.Single(run.Signatures).By.ToString());
        Assert.NotNull((await QuorumScenario.DriveAsync(World.Open(), desk)).Proof);
    }

    [Fact]
    public async Task Staged_ChangedByWhoHoldsTheStore_IsNotSigned()
    {
        var run = await QuorumScenario.CertifyAsync(World.Open(), new TeamDesk());
        var folder = Path.Combine(World.Root, "objects", "proofs");
        var journal = Directory.EnumerateFiles(folder, "trial_balance.csv", SearchOption.AllDirectories).Single();
        File.WriteAllText(journal, File.ReadAllText(journal).Replace("120", "121", StringComparison.Ordinal));
        var signed = await QuorumScenario.SignAsync(World.Open(), QuorumBooks.SecondApprover);
        Assert.Equal(Refusal.ProofDamaged, signed.Fault.Code);
        Assert.Single((await World.Open().Runs.LoadAsync(SmallBooks.January, default)).Run.Signatures);
        Assert.Equal(run.Id, (await World.Open().Runs.LoadAsync(SmallBooks.January, default)).Run.Id);
    }

    [Theory]
    [InlineData("trial_balance.csv")]
    [InlineData("general_ledger.csv")]
    [InlineData("manifest-sha256.txt")]
    [InlineData("close_certificate.json")]
    public async Task Staged_FileLostAfterTheLastSignature_IsMadeAgainAndSealed(string file)
    {
        File.Delete(await SignByBothAsync(file));
        var run = await QuorumScenario.DriveAsync(World.Open(), new NobodyAtTheDesk());
        var location = ProofLocation.Of(SmallBooks.Tenant, SmallBooks.January, run.Proof!);
        var services = World.Open();
        var bag = services.Workspace.Proofs.Bag(location);
        Assert.True((await ProofVerifier.VerifyAsync(bag, TrustOf(services, 2), default)).IsValid);
    }

    [Theory]
    [InlineData("trial_balance.csv")]
    [InlineData("bag-info.txt")]
    [InlineData("close_certificate.json")]
    public async Task Staged_FileEditedAfterTheLastSignature_IsNotSealedOver(string file)
    {
        var path = await SignByBothAsync(file);
        var original = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, original + " ");
        var sealing = await World
            .Open()
            .Host.DriveAsync(SmallBooks.January, new NobodyAtTheDesk(), new Progress<CloseProgress>(), default);
        Assert.Equal(Refusal.ProofDamaged, sealing.Fault.Code);
        Assert.Contains("from a backup", sealing.Fault.Message, StringComparison.Ordinal);
        Assert.Null((await World.Open().Runs.LoadAsync(SmallBooks.January, default)).Run.Proof);

        await File.WriteAllTextAsync(path, original);
        Assert.NotNull((await QuorumScenario.DriveAsync(World.Open(), new NobodyAtTheDesk())).Proof);
    }

    [Fact]
    public async Task Staged_FileAddedAfterTheLastSignature_IsNotSealedOver()
    {
        var path = await SignByBothAsync("trial_balance.csv");
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(path)!, "more.csv"), "more");
        var sealing = await World
            .Open()
            .Host.DriveAsync(SmallBooks.January, new NobodyAtTheDesk(), new Progress<CloseProgress>(), default);
        Assert.Equal(Refusal.ProofDamaged, sealing.Fault.Code);
    }

    [Fact]
    public async Task Sign_ByWhoMayNot_IsRefusedAndStandsInTheChain()
    {
        await QuorumScenario.CertifyAsync(World.Open(), new TeamDesk());
        var refused = await QuorumScenario.SignAsync(World.Open(), AdjustingDesk.Bookkeeper);
        Assert.Equal(Refusal.AuthorityDenied, refused.Fault.Code);
        Assert.Contains(
            await Snapshot.EventsAsync(World.Open()),
            line => line.Contains("command_refused/1", StringComparison.Ordinal) && line.Contains("sign_proof")
        );
    }

    [Fact]
    public async Task Cancel_WhileItAwaits_OpensThePeriodAndTheNextAttemptNeedsNewSignatures()
    {
        var services = World.Open();
        var first = await QuorumScenario.CertifyAsync(services, new TeamDesk());
        QuorumScenario.Good(
            await services.Runs.ExecuteAsync(
                SmallBooks.January,
                new CancelRun(AdjustingDesk.Controller, "an invoice is missing"),
                default
            )
        );
        Assert.Equal(
            PeriodStatus.Open,
            (await QuorumScenario.DriveAsync(services, new NobodyAtTheDesk())).PeriodStatus
        );
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        QuorumScenario.Good(
            await services.Posting.PostAsync(
                SmallBooks.January,
                "late",
                [SmallBooks.Entry("JE-8")],
                AdjustingDesk.Bookkeeper,
                master,
                default
            )
        );
        var second = await QuorumScenario.CertifyAsync(World.Open(), new TeamDesk());
        Assert.Equal((2, RunStatus.AwaitingSignature, 1), (second.Attempt, second.Status, second.Signatures.Length));
        Assert.NotEqual(first.Staged!.ProofId, second.Staged!.ProofId);
        Assert.NotNull((await QuorumScenario.RunAsync(World.Open())).Proof);
        Assert.True((await World.Open().Audit.VerifyAsync(default)).IsGood);
    }

    /// <summary>
    /// The certification that was withdrawn lies between the one that was decertified and the one that counts: the last
    /// bag stands on the first.
    /// </summary>
    [Fact]
    public async Task Cancel_InAReopenedMonth_LeavesABagThatVerifies()
    {
        await QuorumScenario.RunAsync(World.Open());
        var services = World.Open();
        QuorumScenario.Good(
            await services.RunDesk.ReopenAsync(SmallBooks.January, AdjustingDesk.Controller, "an error", default)
        );
        await QuorumScenario.DriveAsync(services, new NobodyAtTheDesk());
        await QuorumScenario.CertifyAsync(services, new TeamDesk());
        var cancel = new CancelRun(AdjustingDesk.Controller, "another error");
        QuorumScenario.Good(await services.Runs.ExecuteAsync(SmallBooks.January, cancel, default));
        await QuorumScenario.DriveAsync(services, new NobodyAtTheDesk());

        var run = await QuorumScenario.RunAsync(World.Open());
        Assert.Equal((3, 2), (run.Attempt, run.Version));
        var bag = services.Workspace.Proofs.Bag(ProofLocation.Of(SmallBooks.Tenant, SmallBooks.January, run.Proof!));
        var report = await ProofVerifier.VerifyAsync(bag, TrustOf(services, 2), default);
        Assert.True(report.IsValid, $"{report.Failure}");
    }

    [Fact]
    public async Task NextMonth_WhileThisOneAwaits_WaitsForIt()
    {
        var services = World.Open();
        await QuorumScenario.CertifyAsync(services, new TeamDesk());
        var posted = await services.Posting.PostAsync(
            SmallBooks.January,
            "late",
            [SmallBooks.Entry("JE-8")],
            AdjustingDesk.Bookkeeper,
            (await services.Workspace.ReadMasterDataAsync(default)).Value,
            default
        );
        Assert.Equal("PERIOD_CLOSING", posted.Fault.Code);
        Assert.Contains("awaits its signatures", posted.Fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Everybody has signed, nothing is sealed; the path of a staged file.</summary>
    private async Task<string> SignByBothAsync(string file)
    {
        await QuorumScenario.CertifyAsync(World.Open(), new TeamDesk());
        var run = QuorumScenario.Good(await QuorumScenario.SignAsync(World.Open(), QuorumBooks.SecondApprover));
        Assert.True(run.IsFullySigned);
        var folder = Path.Combine(World.Root, "objects", "proofs");
        return Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories).Single();
    }

    private LockedKeys Locked(string person, string code) =>
        new(new PemKeyRing(Path.Combine(World.Root, "keys"), SmallBooks.Tenant), PersonId.Parse(person).Value, code);

    private static TrustPolicy TrustOf(CloseServices services, int threshold, params string[] only)
    {
        var keys = services.Workspace.Keys;
        Actor[] signers = [AdjustingDesk.Controller, QuorumBooks.SecondApprover];
        return new(
            SmallBooks.Tenant,
            threshold,
            true,
            services.Workspace.LogOrigin,
            [.. keys.KeysOf(null).Select(held => held.Key)],
            [
                .. signers
                    .Where(signer => only.Length == 0 || only.Contains(signer.Id.ToString()))
                    .Select(signer => new TrustedSigner(
                        signer.Id,
                        "someone",
                        signer.Role,
                        TrustedSigner.Personal,
                        keys.KeysOf(signer.Id)[0].Key,
                        null,
                        null
                    )
                    {
                        KeyStore = KeyStore.EncryptedFile,
                    }),
            ]
        );
    }

    public void Dispose() => _temporary.Dispose();

    private sealed class SigningDesk(params Actor[] signers) : ITaskAssignee
    {
        public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
            Task.FromResult<Actor?>(null);

        public Task<IReadOnlyList<Actor>> SignersAsync(CloseRun run, StagedProof proof, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<Actor>>([.. signers.Where(signer => !run.HasSigned(signer.Id))]);
    }

    /// <summary>One person's key cannot be had.</summary>
    private sealed class LockedKeys(IKeyRing keys, PersonId locked, string code) : IKeyRing
    {
        public bool MakesKeys => keys.MakesKeys;

        public bool ListsAllThatIsTrusted => keys.ListsAllThatIsTrusted;

        public IReadOnlyList<HeldKey> KeysOf(PersonId? person) => keys.KeysOf(person);

        public SigningKey? Find(PersonId? person, string keyId) =>
            person == locked
                ? throw new KeyRefusedException(new Fault(code, $"{person}'s key is locked away"))
                : keys.Find(person, keyId);

        public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase) =>
            keys.Create(person, known, passphrase);

        public string PlaceOf(PersonId? person) => keys.PlaceOf(person);

        public void Dispose() => keys.Dispose();
    }
}
