using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Keys;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Tests.Audit;
using Bookseal.Books.Tests.Guards;
using Bookseal.Books.Tests.Runs;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Notes;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Tests.Proof;

/// <summary>The proof of a small month, closed and sealed in memory.</summary>
internal sealed class SealedClose
{
    public const string Words = "cleared on the third of February";

    private static readonly LocalSigner Signer = LocalSigner.Generate();
    private static readonly LocalSigner Log = LocalSigner.Generate();

    public static MemoryBag Bag { get; } = Seal();

    public static TrustPolicy Trust { get; } =
        new(
            Some.Tenant,
            1,
            true,
            Drafts.Log,
            [Log.Key],
            [new(Team.Approver.Id, "Graham", Role.Approver, "personal", Signer.Key, null, null)]
        );

    /// <summary>
    /// Signs the bag as it is now, as someone could who has the certifier's key and changed what was certified.
    /// </summary>
    public static void SignAgain(MemoryBag bag)
    {
        bag.RewriteManifests();
        var old = Statement.Parse(DsseEnvelope.Parse(Bag.Files[BagLayout.Envelope]).Value.Payload).Value;
        var statement = new Statement(
            [
                new(Evidence.BagIt.BagWriter.Manifest, Digest.Of(bag.Files[Evidence.BagIt.BagWriter.Manifest])),
                .. bag.Payload.Select(file => new Subject(file.Key, file.Value)),
            ],
            old.PredicateType,
            old.Predicate
        );
        Envelop(bag, statement);
    }

    private static MemoryBag Seal()
    {
        // Something to look at: the reviewer has, and says so.
        var month = new BooksUnderTest
        {
            Openings = Some.Balances(("1010", Some.Usd, 93), ("4000", Some.Usd, -100), ("9999", Some.Usd, 7)),
        };
        var (books, journal, items) = (
            month.Books,
            Lines(month.Entries.Select(EntryCodec.Encode)),
            Lines(month.Items.Select(item => item.Encode()))
        );
        var master = new MasterDigests(
            Some.Digest("profile"),
            Digest.Of(books.Chart.ToBytes()),
            Digest.Of(books.Openings.ToBytes())
        );
        var walk = new Walk();
        foreach (var stage in Walk.Stages.TakeWhile(stage => stage != "prepared"))
            walk.Do(
                stage switch
                {
                    "started" => Command.Start() with { Master = master, Team = Team.Standing(Policy.Default) },
                    "subledgers closed" => new RecordSubledgers(
                        Actor.Agent,
                        [
                            new SubledgerClosed(
                                Actor.Agent.Id,
                                Some.Subledger("AR"),
                                items.Length,
                                Digest.Of(items),
                                month.Items.Count
                            ),
                        ]
                    ),
                    "fenced" => new RecordFence(Actor.Agent, [journal.Length]),
                    _ when Walk.CommandTo(stage) is RecordGuards outcomes => outcomes with
                    {
                        Outcomes = GuardSet.Evaluate(outcomes.Phase, books),
                    },
                    _ => Walk.CommandTo(stage),
                }
            );
        foreach (var group in PeriodWarnings.Groups(books))
            walk.Do(new AcceptWarnings(Team.Reviewer, group.Code, group.Digest, Words));
        var policy = Some.Company(Some.January.FirstDay) with { Policy = walk.Run.Policy, TimeZone = "Etc/UTC" };
        var ledger = Ledger(month);
        var streamed = new StreamedInputs(Digest.Of(journal), Digest.Of(items), Digest.Of(""u8), Digest.Of(ledger));
        var payload = ProofPayload.Of(books, walk.Run, policy, streamed);
        walk.Do(
            new RecordPackage(
                Actor.Agent,
                payload.Digest,
                CloseHash.Of(Some.Tenant, walk.Run.PeriodId, books.TrialBalance, books.Fold.Entries),
                books.Fold.Leaves.Root()
            )
            {
                Answers = walk.Run.Answers,
            }
        );
        walk.Do(new CertifyRun(Team.Approver, payload.Digest, Signer.Key.KeyId, books.Preparers));

        payload = ProofPayload.Of(books, walk.Run, policy, streamed);
        var (head, chain) = walk.Record(Enrolment());
        var certificate = payload.Certificate(chain[^1].Sequence);
        var checkpoint = new Checkpoint(Drafts.Log, head.Size, head.Root);
        var bag = new MemoryBag(payload.Files);
        bag.Files[BagLayout.Journal] = journal;
        bag.Files[BagLayout.Subledgers] = items;
        bag.Files[BagLayout.Bank] = [];
        bag.Files[BagLayout.GeneralLedger] = ledger;
        bag.Files[BagLayout.Certificate] = CanonicalJson.ToBytes(certificate);
        bag.Files[BagLayout.Audit] = Lines(chain.Select(entry => entry.Encode()));
        bag.Files[BagLayout.Checkpoint] = Finish(
                SignedNote.SignAsync(checkpoint.ToText(), Drafts.Log, Log, CancellationToken.None)
            )
            .ToBytes();
        bag.Files[BagLayout.Consistency] = new ConsistencyFile(new MerkleRange(), 0, MerkleHash.Empty, []).ToBytes();
        bag.RewriteManifests();
        var guards = JsonText.Parse(payload.Files[BagLayout.Guards]).Value;
        Envelop(
            bag,
            ProofStatement.Of(
                bag.Files[Evidence.BagIt.BagWriter.Manifest],
                bag.Payload.ToDictionary(),
                certificate,
                guards,
                checkpoint
            )
        );
        return bag;
    }

    private static AuditDraft Enrolment()
    {
        var possession = Finish(
            Signer.SignMessageAsync(
                EnrolledKey.PossessionOf(Some.Tenant, Team.Approver.Id, Signer.Key),
                CancellationToken.None
            )
        );
        var key = new EnrolledKey(Team.Approver.Id, Signer.Key, KeyStore.PlainFile, Convert.ToBase64String(possession));
        var data = new KeysEnrolled([key]).ToData();
        return new(Team.Approver.Id, "person", KeysEnrolled.TypeName, null, null, "keys", data);
    }

    private static void Envelop(MemoryBag bag, Statement statement)
    {
        var signature = Finish(
            DsseEnvelope.SignAsync(Statement.PayloadType, statement.ToJson(), Signer, CancellationToken.None)
        );
        bag.Files[BagLayout.Envelope] = new DsseEnvelope(
            Statement.PayloadType,
            statement.ToJson(),
            [signature]
        ).ToJson();
        bag.RewriteManifests();
    }

    /// <summary>A local signer is done at once.</summary>
    private static T Finish<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private static byte[] Ledger(BooksUnderTest month)
    {
        var bytes = new List<byte>();
        var ledger = new GeneralLedger(month.Openings, Some.January.FirstDay, piece => bytes.AddRange(piece));
        foreach (var entry in month.Entries)
            ledger.Add(EntryCodec.Encode(entry));
        return [.. bytes];
    }

    private static byte[] Lines(IEnumerable<byte[]> lines) =>
        [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
}
