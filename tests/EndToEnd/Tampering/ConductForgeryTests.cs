using System.Text;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// The insider with every key, the certifier's and the log's: the chain tells what suits them, and everything that
/// follows from it is made and signed again. What no close could have written is found out.
/// </summary>
[Collection(SealedProofsGroup.Name)]
public sealed class ConductForgeryTests(SealedProofs proofs)
{
    private const string Foreign = "1d658239-a17e-8ba0-8986-6217b9b71902";
    private static readonly Finding Lock = Broken("LOCK_MISSING");
    private static readonly Finding Order = Broken("EVENT_OUT_OF_ORDER");
    private static readonly Finding Person = Broken("PERSON_UNKNOWN");
    private static readonly Finding Guards = new(FailureClass.GuardFailed, "GUARDS_MISSING");

    internal static readonly Dictionary<string, (Finding Finding, Action<List<JsonObject>> Edit)> All = new()
    {
        ["an attestation of another word"] = (
            Broken("ATTESTATION_INVALID"),
            Data("certified/1", data => data.With("attestation", "looked twice"))
        ),
        ["a task's attestation of another word"] = (
            Broken("ATTESTATION_INVALID"),
            Data("task_completed/1", data => data.With("attestation", ""))
        ),
        ["closed before the period's end"] = (
            new(FailureClass.GuardFailed, "CERTIFIED_BEFORE_PERIOD_END"),
            entries => entries.ReplaceAll(entry => entry.With("ts", "2026-01-30T12:00:00.000Z"))
        ),
        ["guards that failed"] = (
            new(FailureClass.GuardFailed, "GUARDS_FAILED"),
            Data("guards_evaluated/1", data => data.With("failed", JsonArray.OfTexts(["KNOWN_ACCOUNTS"])))
        ),
        ["guards of a phase left out"] = (Guards, entries => entries.RemoveAt(Last(entries, "guards_evaluated/1"))),
        ["first guards left out"] = (
            Order,
            entries => entries.RemoveAt(entries.FindIndex(entry => IsOf(entry, "guards_evaluated/1")))
        ),
        ["a guard left out"] = (Guards, Data("guards_evaluated/1", data => data.With("passed", new JsonArray([])))),
        ["a stranger's task"] = (
            Person,
            entries =>
                Change(
                    entries,
                    entry => IsOf(entry, "task_completed/1") && !IsOf(entry, "actor", "bookseal"),
                    entry => entry.With("actor", "mallory")
                )
        ),
        ["a person's task done by the software"] = (
            Person,
            entries =>
                Change(
                    entries,
                    entry => IsOf(entry, "task_completed/1") && !IsOf(entry, "actor", "bookseal"),
                    entry => entry.With("actor", "bookseal").With("actor_kind", "agent")
                )
        ),
        ["a certifier who is an agent"] = (
            Person,
            entries => Change(entries, entry => IsOf(entry, "certified/1"), entry => entry.With("actor_kind", "agent"))
        ),
        ["no lock"] = (Lock, entries => entries.RemoveAt(Last(entries, "lock_acquired/1"))),
        ["a lock after the work"] = (
            Lock,
            entries =>
            {
                var at = Last(entries, "lock_acquired/1");
                var locked = entries[at];
                entries.RemoveAt(at);
                entries.Insert(Last(entries, "fence_intended/1"), locked);
            }
        ),
        ["a lock given back"] = (
            Lock,
            entries =>
            {
                var released = entries[Last(entries, "lock_acquired/1")].With("type", "lock_released/1");
                entries.Insert(Last(entries, "fence_intended/1"), released);
            }
        ),
        ["a lock taken twice"] = (
            Order,
            entries => entries.Insert(Last(entries, "fence_intended/1"), entries[Last(entries, "lock_acquired/1")])
        ),
        ["a fence that nobody announced"] = (Order, entries => entries.RemoveAt(Last(entries, "fence_intended/1"))),
        ["a fence before the guards"] = (
            Guards,
            entries =>
            {
                var at = Last(entries, "fence_intended/1");
                var fence = entries[at];
                entries.RemoveAt(at);
                entries.Insert(Last(entries, "lock_acquired/1") + 1, fence);
            }
        ),
        ["a fence of other lengths"] = (
            Broken("FENCE_MISMATCH"),
            Data("fenced/1", data => data.With("segment_lengths", new JsonArray([1])))
        ),
        ["a fence in the middle of a line"] = (
            Broken("FENCE_MISMATCH"),
            Data(
                "fenced/1",
                data =>
                    data.With(
                        "segment_lengths",
                        new JsonArray([1, (long)((JsonNumber)((JsonArray)data["segment_lengths"]!).Items[0]).Value - 1])
                    )
            )
        ),
        ["locked before it was certified"] = (
            Order,
            entries =>
            {
                var locked = entries[Last(entries, "lock_acquired/1")].With("type", "period_locked/1");
                entries.Insert(Last(entries, "fence_intended/1"), locked);
            }
        ),
        ["a certification taken back before it was made"] = (
            Order,
            entries =>
            {
                var certified = entries[Last(entries, "certified/1")];
                var payload = ((JsonObject)certified["data"]!)["payload_digest"];
                entries.Insert(
                    Last(entries, "fence_intended/1"),
                    certified
                        .With("type", "certification_withdrawn/1")
                        .With("data", JsonObject.Of(("payload_digest", payload)))
                        .With("ts", entries[Last(entries, "fence_intended/1")]["ts"])
                );
            }
        ),
        ["the certifier's key enrolled by nobody"] = (
            Broken("KEY_NOT_ENROLLED"),
            Keys(key => IsOf(key, "person", "anna") ? null : key)
        ),
        ["the certifier's key enrolled as another's"] = (
            Broken("KEY_NOT_ENROLLED"),
            Keys(key => IsOf(key, "person", "anna") ? key.With("person", "rolf").With("possession", null) : key)
        ),
        ["a key enrolled by who does not have it"] = (
            Broken("KEY_NOT_ENROLLED"),
            Keys(key => IsOf(key, "person", "anna") ? key.With("possession", new string('A', 96)) : key)
        ),
        ["another run's events"] = (
            Broken("RUN_ID_FOREIGN"),
            entries =>
                entries.ReplaceAll(entry =>
                    IsOf(entry, "guards_evaluated/1") ? entry.With("run", Foreign).With("correlation", Foreign) : entry
                )
        ),
        ["an attempt that skips one"] = (Order, Data("run_started/3", data => data.With("attempt", 2))),
        ["a checklist that is only named"] = (
            Order,
            entries =>
                Change(
                    entries,
                    entry => IsOf(entry, "run_started/3"),
                    entry =>
                        entry
                            .With("type", "run_started/1")
                            .With(
                                "data",
                                ((JsonObject)entry["data"]!)
                                    .With("checklist", null)
                                    .With("checklist_sha256", null)
                                    .With("initiation", null)
                            )
                )
        ),
        ["a checklist by another name"] = (
            Order,
            Data("run_started/3", data => data.With("template", "essential-year-end/1"))
        ),
        ["an essential task skipped"] = (
            Order,
            entries =>
                entries[FirstOfAPerson(entries)] = Of(
                    entries[FirstOfAPerson(entries)],
                    "task_skipped/1",
                    JsonObject.Of(("reason", "no time"), ("task", 3))
                )
        ),
        ["a note out of turn"] = (Order, Insert("note_added/1", Note(7), "anna")),
        ["a note of the software"] = (Person, Insert("note_added/1", Note(1), "bookseal")),
        ["an answer to no note"] = (
            Order,
            Insert("note_resolved/1", JsonObject.Of(("note", 1), ("text", "it was")), "anna")
        ),
        ["a file that is not there"] = (
            new(FailureClass.RecomputeMismatch, "EVIDENCE_MISMATCH"),
            Insert(
                "file_attached/1",
                JsonObject.Of(("length_bytes", 1), ("name", "a.txt"), ("sha256", new string('a', 64)), ("task", 3)),
                "anna",
                "fenced/1"
            )
        ),
        ["sign-offs voided by a person"] = (
            Person,
            Insert("signoffs_voided/1", JsonObject.Of(("tasks", new JsonArray([]))), "anna")
        ),
        ["a difference waived beyond materiality"] = (Order, Insert("variance_waived/1", Difference, "anna")),
        ["a waiver resolved by the software"] = (Person, Insert("waiver_resolved/1", Resolved, "bookseal")),
        ["a task given to a stranger"] = (
            Order,
            Insert("task_assigned/1", JsonObject.Of(("assignee", "mallory"), ("task", 3)), "anna")
        ),
        ["a certificate that names another key"] = (
            new(FailureClass.SignatureInvalid, "CERTIFIER_KEY_MISMATCH"),
            Data("certified/1", data => data.With("key_id", Convert.ToBase64String(new byte[32])))
        ),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verify_ChainForgedWithEveryKey_FailsWithItsCode(string name)
    {
        var (finding, edit) = All[name];
        var report = await (await ForgeAsync(edit)).VerifyAsync(proofs.January.Trust);
        Assert.Equal(finding, Finding.FirstOf(report));
    }

    [Fact]
    public async Task Verify_NothingForged_IsAuthenticated()
    {
        var report = await (await ForgeAsync(_ => { })).VerifyAsync(proofs.January.Trust);
        Assert.True(report.IsAuthenticated, report.ToJson().ToString());
    }

    private async Task<MemoryBag> ForgeAsync(Action<List<JsonObject>> edit)
    {
        var forger = new BagForger(proofs.January);
        Rechain(forger, edit);
        PayloadForger.RecomputeWithChain(forger, tells: false);
        await forger.SignCheckpointAsync(forger.Proof.LogKey);
        return await forger.SealAsync();
    }

    /// <summary>Edits the entries of a slice, and gives each its place again.</summary>
    internal static void Rechain(BagForger forger, Action<List<JsonObject>> edit) =>
        forger.EditLines(
            BagLayout.Audit,
            lines =>
            {
                var entries = lines.Select(line => JsonText.ParseObject(Encoding.UTF8.GetBytes(line)).Value).ToList();
                edit(entries);
                var first = (long)((JsonNumber)entries[0]["seq"]!).Value;
                lines.Clear();
                foreach (var entry in entries)
                {
                    var placed = entry.With("seq", first + lines.Count);
                    if (lines.Count > 0)
                        placed = placed.With("prev", Digest.Of(Encoding.UTF8.GetBytes(lines[^1])));
                    lines.Add(placed.ToString());
                }
            }
        );

    internal static bool IsOf(JsonObject entry, string type) => IsOf(entry, "type", type);

    private static bool IsOf(JsonObject entry, string member, string text) =>
        entry[member] is JsonString { Value: var value } && value == text;

    internal static int Last(List<JsonObject> entries, string type) =>
        entries.FindLastIndex(entry => IsOf(entry, type));

    private static void Change(
        List<JsonObject> entries,
        Predicate<JsonObject> isMeant,
        Func<JsonObject, JsonObject> edit
    )
    {
        var at = entries.FindLastIndex(isMeant);
        Assert.True(at >= 0, "the chain has no such entry");
        entries[at] = edit(entries[at]);
    }

    /// <summary>Changes the data of the last event of a type.</summary>
    private static Action<List<JsonObject>> Data(string type, Func<JsonObject, JsonObject> edit) =>
        entries =>
            Change(entries, entry => IsOf(entry, type), entry => entry.With("data", edit((JsonObject)entry["data"]!)));

    /// <summary>Changes the keys that the chain enrols; null leaves one out.</summary>
    private static Action<List<JsonObject>> Keys(Func<JsonObject, JsonObject?> edit) =>
        Data(
            "keys_enrolled/1",
            data =>
                data.With(
                    "keys",
                    new JsonArray([
                        .. ((JsonArray)data["keys"]!).Items.OfType<JsonObject>().Select(edit).OfType<JsonObject>(),
                    ])
                )
        );

    private static int FirstOfAPerson(List<JsonObject> entries) =>
        entries.FindIndex(entry => IsOf(entry, "task_completed/1") && !IsOf(entry, "actor", "bookseal"));

    private static JsonObject Of(JsonObject entry, string type, JsonObject data) =>
        entry.With("type", type).With("data", data);

    private static JsonObject Difference =>
        JsonObject.Of(("amount_minor", "40"), ("currency", "EUR"), ("reason", "rounding"), ("subledger", "AR"));

    private static JsonObject Resolved =>
        JsonObject.Of(("currency", "EUR"), ("subledger", "AR"), ("words", "taken back"));

    private static JsonObject Note(int number) => JsonObject.Of(("note", number), ("on", "task 3"), ("text", "is it?"));

    /// <summary>An event that no close had, just before another.</summary>
    private static Action<List<JsonObject>> Insert(
        string type,
        JsonObject data,
        string actor,
        string before = "fence_intended/1"
    ) =>
        entries =>
            entries.Insert(
                Last(entries, before),
                Of(entries[Last(entries, before)], type, data)
                    .With("actor", actor)
                    .With("actor_kind", actor == "bookseal" ? "agent" : "person")
            );

    private static Finding Broken(string code) => new(FailureClass.AuditChainBroken, code);
}
