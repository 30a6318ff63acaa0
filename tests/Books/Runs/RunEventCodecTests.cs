using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Tests.Runs;

public sealed class RunEventCodecTests
{
    private const string Hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /// <summary>Every type as it was first released: these texts are in chains and must be read forever.</summary>
    public static TheoryData<string, string> Released =>
        new()
        {
            {
                "adjustment_intended/1",
                """
                    {"batch_sha256":"0000000000000000000000000000000000000000000000000000000000000001",
                    """
                    + """
                        "entries":2,"key":"a1"}
                        """
            },
            { "adjustment_posted/1", """{"entries":2,"key":"a1"}""" },
            {
                "run_started/1",
                """
                    {"attempt":1,"attestation":"attended","books":{"accounts_sha256":
                    """
                    + """
                        "0000000000000000000000000000000000000000000000000000000000000001",
                        """
                    + """
                        "openings_sha256":"0000000000000000000000000000000000000000000000000000000000000001",
                        """
                    + """
                        "profile_sha256":"0000000000000000000000000000000000000000000000000000000000000001"},
                        """
                    + """
                        "policy":{"lock_year_end":true,"reopen":"approver","segregation":"enforced",
                        """
                    + """
                        "tolerance_minor":100},"prepared_by":["imani"],"rules":"bookseal-rules/2",
                        """
                    + """
                        "template":"essential-year-end/1"}
                        """
            },
            {
                "run_started/2",
                (
                    """
                        {"attempt":2,"attestation":"attended","books":{"accounts_sha256":"HASH",
                        """
                    + """
                        "openings_sha256":"HASH","profile_sha256":"HASH"},"policy":{"lock_year_end":false,
                        """
                    + """
                        "reopen":"never","segregation":"enforced","tolerance_minor":100},"prepared_by":[],
                        """
                    + """
                        "rules":"bookseal-rules/2","template":"essential/1",
                        """
                    + """
                        "withdrawn":{"certificate_sha256":"HASH","entries":7,"ledger_hash":"HASH",
                        """
                    + """
                        "proof_id":"9f0c8f0e-31c2-8a3e-9d0b-0d4f1c9a0001","version":1}}
                        """
                ).Replace("HASH", Hash, StringComparison.Ordinal)
            },
            {
                "team_pinned/1",
                $$"""
                    {"members":[{"came_in":{"by":"nora","entry":1,"way":"bootstrap"},"id":"nora","manager":"greta",
                    """
                    + """
                        "name":"Nora","role":"preparer"},{"came_in":{"by":"greta","entry":7,"proposed_by":"nora",
                        """
                    + """
                        "way":"approved"},"id":"greta","name":"Greta","role":"approver"}],
                        """
                    + $$$"""
                        "policy":{"came_in":{"way":"inherited"},"sha256":"{{{Hash}}}"}}
                        """
            },
            {
                "openings_restated/1",
                $$"""
                    {"adjustment":"2025-13","certificate_sha256":"{{Hash}}",
                    """
                    + """
                        "proof_id":"9f0c8f0e-31c2-8a3e-9d0b-0d4f1c9a0001"}
                        """
            },
            {
                "decertified/1",
                $$"""
                    {"certificate_sha256":"{{Hash}}","entries":7,"ledger_hash":"{{Hash}}",
                    """
                    + """
                        "proof_id":"9f0c8f0e-31c2-8a3e-9d0b-0d4f1c9a0001","reason":"late invoice","version":1}
                        """
            },
            { "period_locked/1", "{}" },
            { "journal_sealed/1", "{}" },
            { "bank_closed/1", $$"""{"lines":3,"position_bytes":120,"sha256":"{{Hash}}"}""" },
            { "lock_acquired/1", "{}" },
            { "lock_released/1", "{}" },
            { "run_resumed/1", "{}" },
            { "run_cancelled/1", """{"reason":"why"}""" },
            { "subledger_closed/1", $$"""{"items":3,"position_bytes":120,"sha256":"{{Hash}}","subledger":"AR"}""" },
            { "guards_evaluated/1", $$"""{"failed":["B"],"outcomes_sha256":"{{Hash}}","passed":["A"],"phase":2}""" },
            { "task_completed/1", """{"attestation":"unattended","task":3}""" },
            { "task_flagged/1", """{"late_after":"2026-02-03","task":3}""" },
            { "fence_intended/1", "{}" },
            { "fenced/1", """{"segment_lengths":[0,9007199254740991]}""" },
            {
                "package_prepared/1",
                $$"""{"close_hash":"{{Hash}}","ledger_hash":"{{Hash}}","payload_digest":"{{Hash}}"}"""
            },
            { "certified/1", $$"""{"attestation":"attended","key_id":"k","payload_digest":"{{Hash}}"}""" },
            { "signature_added/1", $$"""{"custody":"personal","key_id":"k","statement_sha256":"{{Hash}}"}""" },
            { "certification_withdrawn/1", $$"""{"payload_digest":"{{Hash}}"}""" },
            {
                "proof_staged/1",
                $$"""
                    {"certificate_sha256":"{{Hash}}","checkpoint_size":12,"manifest_sha256":"{{Hash}}",
                    """
                    + $$"""
                        "proof_id":"9f0c8f0e-31c2-8a3e-9d0b-0d4f1c9a0001","statement_sha256":"{{Hash}}"}
                        """
            },
            {
                "signature_added/2",
                $$"""
                    {"attestation":"attended","key_id":"k","key_store":"encrypted-file","role":"approver",
                    """
                    + $$"""
                        "signature":"c2lnbmVk","statement_sha256":"{{Hash}}"}
                        """
            },
            {
                "proof_sealed/1",
                $$"""
                    {"certificate_sha256":"{{Hash}}","checkpoint_size":12,"manifest_sha256":"{{Hash}}",
                    """
                    + """
                        "proof_id":"9f0c8f0e-31c2-8a3e-9d0b-0d4f1c9a0001"}
                        """
            },
            { "warnings_accepted/1", $$"""{"code":"LATE_ITEM","group_sha256":"{{Hash}}","words":"known"}""" },
            {
                "warnings_kept/1",
                $$"""
                    {"accepted_at":"2026-02-03T09:00:00.000Z","accepted_by":"imani","code":"LATE_ITEM",
                    """
                    + $$"""
                        "group_sha256":"{{Hash}}","words":"known"}
                        """
            },
            { "certification_declined/1", """{"reason":"an accrual is missing","tasks":[1,3]}""" },
            { "command_refused/1", """{"code":"TASK_NOT_READY","command":"complete_task","reason":"task 3 waits"}""" },
        };

    [Theory]
    [MemberData(nameof(Released))]
    public void Read_AReleasedEvent_WritesTheSameText(string type, string data)
    {
        var happened = RunEventCodec.Read(type, Some.Poster, Json(data)).Value!;
        Assert.Equal((type, Some.Poster, data), (happened.Type, happened.By, happened.ToData().ToString()));
    }

    [Theory]
    [MemberData(nameof(Released))]
    public void Read_AnEventThatLacksAMemberOrHasOneMore_IsRefused(string type, string data)
    {
        var members = Json(data);
        foreach (var name in members.Members.Keys)
            Assert.Equal("EVENT_INVALID", RunEventCodec.Read(type, Some.Poster, members.With(name, null)).Fault.Code);
        foreach (var name in members.Members.Keys)
            Assert.Equal(
                "EVENT_INVALID",
                RunEventCodec.Read(type, Some.Poster, members.With(name, JsonNull.Instance)).Fault.Code
            );
        if (members.Members.Count > 0)
            Assert.Equal(
                "EVENT_INVALID",
                RunEventCodec.Read(type, Some.Poster, members.With("stranger", "x")).Fault.Code
            );
    }

    [Fact]
    public void Read_ARunStartedOfTheFirstRelease_PinsAPolicyWithoutLockAndReopening()
    {
        var data = Json(
            $$"""
            {"attempt":1,"attestation":"attended","books":{"accounts_sha256":"{{Hash}}",
            """
                + $$"""
                "openings_sha256":"{{Hash}}","profile_sha256":"{{Hash}}"},"policy":{"segregation":"advisory",
                """
                + """
                "tolerance_minor":5},"prepared_by":["imani"],"rules":"bookseal-rules/1",
                """
                + """
                "template":"essential/1"}
                """
        );
        var started = Assert.IsType<RunStarted>(RunEventCodec.Read("run_started/1", Some.Poster, data).Value);
        Assert.Equal(
            ("essential/1", "bookseal-rules/1", new Policy(false, 5)),
            (started.Template, started.Rules, started.Policy)
        );
        Assert.Equal(
            (false, false, null),
            (started.Policy.AllowReopen, started.Policy.LockYearEnd, started.Decertified)
        );
    }

    [Theory]
    [InlineData("decertified/1", "version", "0")]
    [InlineData("decertified/1", "entries", "-1")]
    [InlineData("decertified/1", "proof_id", "\"9f0c8f0e31c28a3e9d0b0d4f1c9a0001\"")]
    [InlineData("openings_restated/1", "adjustment", "\"2025-12\"")]
    [InlineData("openings_restated/1", "adjustment", "\"2025-14\"")]
    [InlineData("bank_closed/1", "sha256", "\"abc\"")]
    public void Read_AMemberThatSaysNothingSensible_IsRefused(string type, string member, string value)
    {
        var good = Json((string)Released.Single(row => (string)row[0] == type)[1]);
        Assert.Equal(
            "EVENT_INVALID",
            RunEventCodec
                .Read(type, Some.Poster, good.With(member, JsonText.Parse(Encoding.UTF8.GetBytes(value)).Value))
                .Fault.Code
        );
    }

    [Theory]
    [InlineData("books_imported/1")]
    [InlineData("run_started/4")]
    [InlineData("RUN_STARTED/1")]
    [InlineData("")]
    public void Read_ATypeThatIsNoRuns_IsNothing(string type) =>
        Assert.Null(RunEventCodec.Read(type, Some.Poster, Json("{}")).Value);

    [Fact]
    public void Policy_WithoutMembers_IsTheDefault() => Assert.Equal(Policy.Default, Policy.FromJson(Json("{}")).Value);

    private static JsonObject Json(string text) => JsonText.ParseObject(Encoding.UTF8.GetBytes(text)).Value;
}
