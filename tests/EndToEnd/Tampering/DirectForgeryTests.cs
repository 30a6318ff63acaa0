using Bookseal.Books.Checklists;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// Who has the key that signed and the log's passes a close with one call off as one by people, or the other way round,
/// with everything that follows made and signed again.
/// </summary>
public sealed class DirectForgeryTests(DirectProofs proofs) : IClassFixture<DirectProofs>
{
    private static readonly Finding Enrolment = Broken("KEY_NOT_ENROLLED");

    [Fact]
    public async Task Verify_NothingForged_IsAuthenticated()
    {
        var direct = await (await SealAsync(proofs.Direct, _ => { })).VerifyAsync(proofs.Direct.Trust);
        Assert.True(direct is { IsAuthenticated: true, IsDirect: true }, direct.ToJson().ToString());
        var people = await (await SealAsync(proofs.Orchestrated, _ => { })).VerifyAsync(proofs.Orchestrated.Trust);
        Assert.True(people is { IsAuthenticated: true, IsDirect: false }, people.ToJson().ToString());
    }

    /// <summary>Only the key tells: the chain has enrolled it as the service's.</summary>
    [Fact]
    public async Task Verify_DirectEditedIntoOneByPeople_IsFound()
    {
        var bag = await SealAsync(proofs.Direct, AsOrchestrated);
        Assert.Equal(Enrolment, Finding.FirstOf(await bag.VerifyAsync(null)));
        Assert.Equal(
            new Finding(FailureClass.SignatureInvalid, "SIGNATURE_THRESHOLD"),
            Finding.FirstOf(await bag.VerifyAsync(proofs.Direct.Trust))
        );
    }

    [Fact]
    public async Task Verify_OneByPeopleEditedIntoDirect_IsFound()
    {
        var bag = await SealAsync(proofs.Orchestrated, AsDirect);
        Assert.Equal(Enrolment, Finding.FirstOf(await bag.VerifyAsync(null)));
        Assert.Equal(
            new Finding(FailureClass.SignatureInvalid, "SIGNATURE_THRESHOLD"),
            Finding.FirstOf(await bag.VerifyAsync(proofs.Orchestrated.Trust))
        );
    }

    [Fact]
    public async Task Verify_PersonsKeyEnrolledAsTheServices_IsNotProven()
    {
        var bag = await SealAsync(
            proofs.Orchestrated,
            entries =>
            {
                AsDirect(entries);
                var at = ConductForgeryTests.Last(entries, "keys_enrolled/1");
                entries[at] = entries[at].With("data", AsServices((JsonObject)entries[at]["data"]!));
            }
        );
        Assert.Equal(Enrolment, Finding.FirstOf(await bag.VerifyAsync(null)));

        static JsonObject AsServices(JsonObject data) =>
            JsonObject.Of(
                (
                    "keys",
                    new JsonArray(
                        ((JsonArray)data["keys"]!)
                            .Items.Cast<JsonObject>()
                            .Select(key =>
                                key["person"] is null ? key : key.With("person", "bookseal").With("possession", null)
                            )
                    )
                )
            );
    }

    [Theory]
    [InlineData("\"segregation\":\"advisory\"", "\"segregation\":\"enforced\"")]
    [InlineData("\"segregation\":\"advisory\"", "\"segregation\":\"advisory\",\"signatures\":2")]
    public async Task Verify_DirectUnderAPolicyThatAsksForOthers_IsRefused(string part, string instead)
    {
        var forger = new BagForger(proofs.Direct);
        forger.Replace(BagLayout.Policy, part, instead);
        PayloadForger.RecomputeWithChain(forger);
        await forger.SignCheckpointAsync(forger.Proof.LogKey);
        Assert.Equal(
            new Finding(FailureClass.GuardFailed, "ORCHESTRATED_CLOSE_REQUIRED"),
            Finding.FirstOf(await (await forger.SealAsync()).VerifyAsync(proofs.Direct.Trust))
        );
    }

    [Theory]
    [InlineData("no request", "DIRECT_CLOSE_UNCLEAR")]
    [InlineData("as if they had looked", "EVENT_OUT_OF_ORDER")]
    [InlineData("begun by a preparer", "EVENT_OUT_OF_ORDER")]
    [InlineData("begun and certified by a preparer", "PERSON_UNKNOWN")]
    [InlineData("begun and certified by the software", "PERSON_UNKNOWN")]
    [InlineData("posted meanwhile", "EVENT_OUT_OF_ORDER")]
    public async Task Verify_DirectRunThatNoCallMade_FailsWithItsCode(string name, string code)
    {
        var bag = await SealAsync(
            proofs.Direct,
            name switch
            {
                "no request" => Data("run_started/3", data => data.With("direct", null)),
                "as if they had looked" => Data("certified/1", data => data.With("attestation", "attended")),
                "begun by a preparer" => Starter($"{SmallBooks.Bookkeeper}", "person"),
                "begun and certified by a preparer" => Caller($"{SmallBooks.Bookkeeper}", "person"),
                "begun and certified by the software" => Caller("bookseal", "agent"),
                _ => Posted,
            }
        );
        Assert.Equal(Broken(code), Finding.FirstOf(await bag.VerifyAsync(proofs.Direct.Trust)));
    }

    [Theory]
    [InlineData("\"reason\":\"Month-end close\"", "\"reason\":\"another\"")]
    [InlineData("\"segregation\":\"not_applied\"", "\"segregation\":\"advisory\"")]
    [InlineData("\"key_custody\":\"service\"", "\"key_custody\":\"personal\"")]
    public async Task Verify_CertificateThatSaysOtherwise_DoesNotFollow(string part, string instead)
    {
        var forger = new BagForger(proofs.Direct);
        forger.Replace(BagLayout.Certificate, part, instead);
        Assert.Equal(
            new Finding(FailureClass.RecomputeMismatch, "RECOMPUTE_MISMATCH"),
            Finding.FirstOf(await (await forger.SealAsync()).VerifyAsync(proofs.Direct.Trust))
        );
    }

    private static async Task<MemoryBag> SealAsync(SealedProof proof, Action<List<JsonObject>> edit)
    {
        var forger = new BagForger(proof);
        ConductForgeryTests.Rechain(forger, edit);
        PayloadForger.RecomputeWithChain(forger, tells: false);
        await forger.SignCheckpointAsync(proof.LogKey);
        return await forger.SealAsync();
    }

    /// <summary>The essential checklist, its adjustments confirmed by who certified.</summary>
    private static void AsOrchestrated(List<JsonObject> entries)
    {
        Pin(entries, EssentialTemplates.Month, null);
        Number(entries, new() { [4] = 5, [3] = 4 });
        var verified = entries.FindLastIndex(entry => TaskOf(entry) == 2);
        var word = entries[^2]; // the task of certifying, by the person
        entries.Insert(
            verified + 1,
            word.With("data", ((JsonObject)word["data"]!).With("task", 3)).With("ts", entries[verified]["ts"])
        );
    }

    private static void AsDirect(List<JsonObject> entries)
    {
        Pin(entries, DirectTemplates.Month, JsonObject.Of(("reason", "Month-end close")));
        entries.RemoveAll(entry => TaskOf(entry) == 3);
        Number(entries, new() { [4] = 3, [5] = 4 });
        Starter($"{SmallBooks.Controller}", "person")(entries);
    }

    private static void Posted(List<JsonObject> entries)
    {
        var at = ConductForgeryTests.Last(entries, "fence_intended/1");
        entries.Insert(
            at,
            entries[at]
                .With("type", "adjustment_intended/1")
                .With("data", JsonObject.Of(("batch_sha256", new string('a', 64)), ("entries", 1), ("key", "one more")))
        );
    }

    private static void Pin(List<JsonObject> entries, CloseTemplate checklist, JsonObject? direct) =>
        Data(
            "run_started/3",
            data =>
                data.With("checklist", checklist.ToJson())
                    .With("checklist_sha256", checklist.Digest)
                    .With("direct", direct)
                    .With("template", checklist.Name)
        )(entries);

    private static void Number(List<JsonObject> entries, Dictionary<int, int> numbers)
    {
        for (var i = 0; i < entries.Count; i++)
            if (TaskOf(entries[i]) is { } task && numbers.TryGetValue(task, out var number))
                entries[i] = entries[i].With("data", ((JsonObject)entries[i]["data"]!).With("task", number));
    }

    private static int? TaskOf(JsonObject entry) =>
        ConductForgeryTests.IsOf(entry, "task_completed/1")
            ? (int)((JsonNumber)((JsonObject)entry["data"]!)["task"]!).Value
            : null;

    private static Action<List<JsonObject>> Starter(string person, string kind) => By("run_started/3", person, kind);

    private static Action<List<JsonObject>> Caller(string person, string kind) =>
        Starter(person, kind) + By("certified/1", person, kind);

    private static Action<List<JsonObject>> By(string type, string person, string kind) =>
        entries =>
        {
            var at = ConductForgeryTests.Last(entries, type);
            entries[at] = entries[at].With("actor", person).With("actor_kind", kind);
        };

    private static Action<List<JsonObject>> Data(string type, Func<JsonObject, JsonObject> edit) =>
        entries =>
        {
            var at = ConductForgeryTests.Last(entries, type);
            entries[at] = entries[at].With("data", edit((JsonObject)entries[at]["data"]!));
        };

    private static Finding Broken(string code) => new(FailureClass.AuditChainBroken, code);
}
