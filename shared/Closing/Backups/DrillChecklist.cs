using System.Globalization;
using System.Text;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Storage.Backups;

namespace Bookseal.Closing.Backups;

/// <summary>
/// acceptance-checklist.md: what a drill has shown, ticked, and what only a person can say, open. Pure; names and
/// messages are written so that they stay on their line.
/// </summary>
public static class DrillChecklist
{
    /// <param name="restored">Null where the backup was not sound, and nothing was restored.</param>
    public static string Write(
        BackupReport verified,
        RestoreReport? restored,
        IReadOnlyList<Fault> findings,
        IReadOnlyList<DrillStep> steps,
        DateTimeOffset at
    )
    {
        var (manifest, text) = (verified.Backup.Manifest, new StringBuilder());
        Line(text, $"# Restore drill of {manifest.Tenant}");
        Line(text, $"");
        Line(text, $"{(findings.Count == 0 && restored is not null ? "Passed" : "FAILED")} on {Dates.Text(at)}.");
        Line(text, $"");
        WriteBackup(text, manifest, at);
        Line(text, $"## Results");
        Line(text, $"");
        foreach (var (isGood, what) in Results(verified, restored, findings))
            Line(text, $"- [{(isGood ? "x" : " ")}] {what}");
        foreach (var finding in findings)
            Line(text, $"    - {finding.Code}: {VisibleText.Of(finding.Message)}");
        Line(text, $"");
        WriteTimings(text, steps);
        Line(text, $"## For a person to tick");
        Line(text, $"");
        foreach (var point in OpenPoints(manifest, restored))
            Line(text, $"- [ ] {point}");
        Line(text, $"");
        Line(text, $"Name and date: ");
        return text.ToString();
    }

    private static void WriteBackup(StringBuilder text, BackupManifest manifest, DateTimeOffset at)
    {
        Line(text, $"| | |");
        Line(text, $"|---|---|");
        Line(text, $"| backup | `{manifest.Digest}` |");
        Line(text, $"| made | {Dates.Text(manifest.CreatedAt)}, {Age(at - manifest.CreatedAt)} before |");
        Line(text, $"| of | {VisibleText.Of(manifest.Source)} |");
        Line(text, $"| audit chain | {manifest.ChainSize} entries, tree head `{manifest.ChainRoot}` |");
        Line(text, $"| objects | {manifest.ObjectList.Count}, {manifest.ObjectBytes} bytes |");
        Line(text, $"");
    }

    private static void WriteTimings(StringBuilder text, IReadOnlyList<DrillStep> steps)
    {
        Line(text, $"## Timings");
        Line(text, $"");
        Line(text, $"| step | seconds |");
        Line(text, $"|---|---|");
        foreach (var step in steps)
            Line(text, $"| {step.Name} | {step.Ms / 1000m:0.000} |");
        Line(text, $"| all | {steps.Sum(step => step.Ms) / 1000m:0.000} |");
        Line(text, $"");
    }

    private static IEnumerable<(bool IsGood, string What)> Results(
        BackupReport verified,
        RestoreReport? restored,
        IReadOnlyList<Fault> findings
    )
    {
        var proofs = restored?.Inspected?.Proofs ?? [];
        var isSame = restored is not null && findings.All(finding => finding.Code != RestoreCode.Differs);
        yield return (verified.IsGood, "the backup is whole: every digest, chain, checkpoints, journals and proofs");
        yield return (
            findings.All(finding => !DrillRules.Codes.Contains(finding.Code)),
            $"the backup is of this log, signed by its key, and at most {DrillRules.MaxAgeDays} days old"
        );
        yield return (isSame, $"every object is byte-identical ({verified.Backup.Objects.Count}), every row the same");
        yield return (
            restored?.Inspected?.Audit.IsGood == true,
            $"the audit chain is whole ({restored?.Inspected?.Audit.Entries ?? 0} entries, "
                + $"{restored?.Inspected?.Audit.Checkpoints ?? 0} checkpoints), closed journals and rows fit it"
        );
        yield return (
            restored is not null && proofs.All(proof => proof.Fault is null),
            $"every sealed proof verifies ({proofs.Count})"
        );
        var state = restored?.State;
        yield return (
            state is not null && state.LeasesHeld == state.Leases,
            $"leases of closed months are held, says the store ({state?.LeasesHeld ?? 0} of {state?.Leases ?? 0})"
        );
        yield return (
            state is not null && state.RetainedKept == state.Retained,
            $"retention is applied, says the store ({state?.RetainedKept ?? 0} of {state?.Retained ?? 0} objects)"
        );
    }

    private static IEnumerable<string> OpenPoints(BackupManifest manifest, RestoreReport? restored)
    {
        yield return $"the private keys ({manifest.KeyIds.Count} enrolled) come back from their own place: a backup "
            + "has none (`bookseal keys check`)";
        yield return "the newest checkpoint that is kept elsewhere fits (`bookseal-verify --checkpoint`)";
        yield return "a proof of the restored books verifies with the pinned trust.json (`bookseal-verify --trust`)";
        yield return "the time above, and that to make a new environment, is less than a close may stand still";
        yield return "the backup is kept where whoever runs Bookseal cannot write";
        foreach (var notice in restored?.State.Notices ?? [])
            yield return $"{notice.Code}: {VisibleText.Of(notice.Message)}";
        yield return "the newest reconciliation report is attached";
    }

    private static string Age(TimeSpan age) =>
        age < TimeSpan.FromHours(48) ? $"{(long)age.TotalHours} hours" : $"{(long)age.TotalDays} days";

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

/// <summary>A part of a drill and how long it took.</summary>
public sealed record DrillStep(string Name, long Ms);
