using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.SignOffs;
using Bookseal.Books.Values;
using Bookseal.Books.Waivers;

namespace Bookseal.Books.Proof;

/// <summary>
/// close_certificate.json: the attestation of a close. A pure function of the inputs in the bag and the run's events,
/// so that a verifier makes it again and compares bytes.
/// </summary>
public static class CloseCertificate
{
    /// <summary>The separation of duties in a close that one call made.</summary>
    public const string NotApplied = "not_applied";

    private const string NoTranslation =
        "Amounts stand in their own currencies: no translation, revaluation or consolidation is part of this close.";

    /// <summary>The certificate without its <c>certification</c> member: what the certifier is asked to sign.</summary>
    public static JsonObject Body(PeriodBooks books, CloseRun run, Digest journalSha256)
    {
        // Rules 2 left unsaid what the certifier was shown.
        var sheet = books.Rules >= RuleSet.V3 ? SignOffSheet.Of(books, run) : null;
        return JsonObject.Of(
            ("v", 1),
            ("certificate_id", run.Id.CertificateId.ToString("D")),
            ("tenant_id", run.Tenant.ToString()),
            ("company", books.Rules >= RuleSet.V4 ? books.Company.Founding() : null),
            ("period", run.Period.ToString()),
            ("period_id", run.PeriodId.ToString()),
            ("period_start", Dates.Text(books.FirstDay)),
            ("period_end", Dates.Text(books.LastDay)),
            ("fiscal_year", books.Company.Calendar.YearOf(run.Period)),
            ("version", run.Version),
            ("withdrawn", run.Decertified?.ToJson()),
            ("run_id", run.Id.ToString()),
            ("attempt", run.Attempt),
            ("rules", run.Rules),
            ("template", run.Template.Name),
            ("direct", run.Direct?.Certified()),
            ("checklist_sha256", books.Rules >= RuleSet.V5 ? run.Template.Digest : (JsonValue?)null),
            ("review", books.Rules >= RuleSet.V5 ? ManagementReview.Of(books, run)?.ToJson() : null),
            (
                "tasks_left_out",
                books.Rules >= RuleSet.V5
                    ? new JsonArray(LeftOutTask.Of(run).Select(task => task.ToJson()))
                    : (JsonValue?)null
            ),
            (
                "waivers",
                books.Rules >= RuleSet.V5
                    ? new JsonArray(WaivedGuards.Standing(books, run).Select(waiver => waiver.ToJson()))
                    : (JsonValue?)null
            ),
            (
                "waivers_resolved",
                books.Rules >= RuleSet.V5
                    ? new JsonArray(WaivedGuards.Answers(books, run).Select(resolved => resolved.ToJson()))
                    : (JsonValue?)null
            ),
            ("segregation", run.IsDirect ? NotApplied : run.Policy.SegregationText),
            ("team", books.Rules >= RuleSet.V4 ? run.Team?.ToJson() : null),
            ("started_by", run.StartedBy.ToString()),
            ("started_at", Dates.Text(run.StartedAt)),
            (
                "prepared_by",
                JsonArray.OfTexts(run.Preparers.Union(books.Preparers).Select(person => person.ToString()))
            ),
            ("close_hash", CloseHash.Of(run.Tenant, run.PeriodId, books.TrialBalance, books.Fold.Entries)),
            ("ledger_hash", books.Fold.Leaves.Root()),
            ("counts", Counts(books)),
            ("totals", new JsonArray(books.TrialBalance.Totals.Select(totals => totals.ToJson()))),
            (
                "journal",
                JsonObject.Of(
                    ("segment_lengths", new JsonArray(run.Fence!.SegmentLengths.Select(length => (JsonValue)length))),
                    ("sha256", journalSha256)
                )
            ),
            ("accounts_sha256", books.Rules >= RuleSet.V3 ? Digest.Of(books.Chart.ToBytes()) : (JsonValue?)null),
            ("opening_balances_sha256", Digest.Of(books.Openings.ToBytes())),
            ("closing_balances_sha256", Digest.Of(books.TrialBalance.Closing.ToBytes())),
            ("period_result_sha256", Digest.Of(books.Result.ToBytes())),
            (
                "closing_entries_sha256",
                books.Rules >= RuleSet.V3 ? Digest.Of(books.ClosingEntries.ToBytes()) : (JsonValue?)null
            ),
            ("open_costs_sha256", books.OpenCosts is { } openCosts ? openCosts.Sha256 : (JsonValue?)null),
            ("open_items", books.Rules >= RuleSet.V3 ? books.OpenItems.Bound() : null),
            ("restates", run.Restatement?.ToData()),
            ("bank", run.Bank?.ToData()),
            ("costs", run.Costs?.ToData()),
            (
                "previous_certificate_sha256",
                books.PreviousCertificate is { } previous ? Digest.Of(previous) : (JsonValue?)null
            ),
            ("subledgers", new JsonArray(run.Subledgers.Values.Select(closed => closed.ToData()))),
            ("shown", sheet?.FiguresJson()),
            ("warnings", sheet?.WarningsJson()),
            ("notes", JsonArray.OfTexts([NoTranslation]))
        );
    }

    /// <summary>The whole certificate, once someone has certified.</summary>
    /// <param name="auditSequence">Where the chain says so.</param>
    public static JsonObject Certified(JsonObject body, CloseRun run, long auditSequence)
    {
        var certification = run.Certification ?? throw new InvalidOperationException("the run is not certified");
        return body.With(
            "certification",
            JsonObject.Of(
                ("attestation", certification.Attestation),
                ("audit_sequence", auditSequence),
                ("certified_at", Dates.Text(run.CertifiedAt!.Value)),
                ("certified_by", certification.By.ToString()),
                ("key_id", certification.KeyId),
                ("payload_digest", certification.Payload)
            )
        );
    }

    private static JsonObject Counts(PeriodBooks books) =>
        JsonObject.Of(
            (
                "adjusting_entries",
                books.Rules >= RuleSet.V3
                    ? books.Fold.EffectiveOf(EntryKind.Adjusting)
                    : books.Fold.CountOf(EntryKind.Adjusting)
            ),
            ("balance_rows", books.TrialBalance.Rows.Count),
            ("closing_entries", books.Fold.CountOf(EntryKind.Closing)),
            ("edits", books.Rules >= RuleSet.V3 && books.Fold.Edits > 0 ? (JsonValue)books.Fold.Edits : null),
            ("entries", books.Fold.Entries),
            ("lines", books.Fold.Lines)
        );
}
