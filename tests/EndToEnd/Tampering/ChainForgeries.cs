using System.Globalization;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.Signing;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>The audit slice, the checkpoint and the consistency file.</summary>
internal static class ChainForgeries
{
    public static readonly IReadOnlyDictionary<string, Forgery> All = new Dictionary<string, Forgery>
    {
        ["entry edited"] = Broken(lines =>
        {
            var at = lines.FindLastIndex(line => line.Contains("nora.quist", StringComparison.Ordinal));
            lines[at] = lines[at].Replace("nora.quist", "tomas.rehn", StringComparison.Ordinal);
        }),
        ["entry dropped"] = Broken(lines => lines.RemoveAt(11)),
        ["first entry dropped"] = Broken(lines => lines.RemoveAt(0)),
        ["entry doubled"] = Broken(lines => lines.Insert(11, lines[11])),
        ["entries reordered"] = Broken(lines => (lines[11], lines[12]) = (lines[12], lines[11])),
        ["entry spelt another way"] = Broken(lines =>
            lines[11] = lines[11].Replace("\"v\":1", "\"v\": 1", StringComparison.Ordinal)
        ),
        ["entry without meaning"] = Broken(lines => lines[11] = "[]"),
        ["slice emptied"] = Broken(lines => lines.Clear()),
        ["slice missing"] = new(
            FailureClass.AuditChainBroken,
            "BAG_FILE_MISSING",
            forger => forger.Files.Remove(BagLayout.Audit)
        ),
        ["certification dropped"] = new(
            FailureClass.AuditChainBroken,
            "AUDIT_SLICE_INCOMPLETE",
            forger => forger.EditLines(BagLayout.Audit, lines => lines.RemoveAt(lines.Count - 1))
        ),
        ["certification edited"] = Checkpoint(
            "CHECKPOINT_MISMATCH",
            forger =>
                forger.EditLines(
                    BagLayout.Audit,
                    lines => lines[^1] = lines[^1].Replace("unattended", "attended", StringComparison.Ordinal)
                )
        ),
        ["chain rehashed"] = Checkpoint(
            "CHECKPOINT_MISMATCH",
            forger =>
                PayloadForger.RewriteChain(
                    forger,
                    (type, data) => type == "task_completed/1" ? data.With("attestation", "attended") : data
                )
        ),
        ["journal forged, chain rehashed"] = Checkpoint("CHECKPOINT_MISMATCH", ForgeAll),
        ["journal forged, chain rehashed, checkpoint of the forger's"] = new(
            FailureClass.CheckpointInvalid,
            "CHECKPOINT_SIGNATURE",
            async forger =>
            {
                ForgeAll(forger);
                await forger.SignCheckpointAsync(forger.Proof.CertifierKey);
            }
        ),
        ["checkpoint signed by another key"] = new(
            FailureClass.CheckpointInvalid,
            "CHECKPOINT_SIGNATURE",
            async forger =>
            {
                using var other = LocalSigner.Generate();
                await forger.SignCheckpointAsync(other);
            }
        ),
        ["checkpoint of another size"] = Checkpoint(
            "CHECKPOINT_MISMATCH",
            forger => EditSize(forger, size => $"{int.Parse(size, CultureInfo.InvariantCulture) - 1}")
        ),
        ["checkpoint of another log"] = Checkpoint(
            "CHECKPOINT_MISMATCH",
            forger =>
                forger.Replace(BagLayout.Checkpoint, "bookseal.local/harbor-supply\n", "bookseal.local/harbor-supple\n")
        ),
        ["checkpoint with one line more"] = Checkpoint(
            "CHECKPOINT_MALFORMED",
            forger => forger.Replace(BagLayout.Checkpoint, "=\n\n", "=\nextension\n\n")
        ),
        ["checkpoint without signature"] = Checkpoint(
            "NOTE_MALFORMED",
            forger => forger.Put(BagLayout.Checkpoint, forger.Text(BagLayout.Checkpoint).Split("—")[0])
        ),
        ["checkpoint unreadable"] = Checkpoint("CHECKPOINT_MALFORMED", forger => EditSize(forger, size => $"0{size}")),
        ["checkpoint missing"] = Checkpoint("BAG_FILE_MISSING", forger => forger.Files.Remove(BagLayout.Checkpoint)),
        ["consistency of another root"] = new(
            FailureClass.ContinuityBroken,
            "CONSISTENCY_BROKEN",
            forger =>
                forger.EditJson(
                    BagLayout.Consistency,
                    consistency => consistency.With("previous_root", new string('0', 64))
                )
        ),
        ["consistency with a proof too much"] = new(
            FailureClass.ContinuityBroken,
            "CONSISTENCY_BROKEN",
            forger =>
                forger.EditJson(
                    BagLayout.Consistency,
                    consistency => consistency.With("proof", JsonArray.OfTexts([new string('0', 64)]))
                )
        ),
        ["consistency beyond the slice"] = new(
            FailureClass.ContinuityBroken,
            "CONSISTENCY_BROKEN",
            forger =>
                forger.EditJson(
                    BagLayout.Consistency,
                    consistency => consistency.With("previous_size", Limits.SafeInteger)
                )
        ),
        ["consistency that begins later"] = Consistency(
            consistency => consistency.With("first_sequence", 1).With("previous_size", 1),
            "FRONTIER_INVALID"
        ),
        ["consistency that begins after the previous checkpoint"] = Consistency(
            consistency => consistency.With("first_sequence", 1),
            "CONSISTENCY_INVALID"
        ),
        ["consistency with a frontier of zeros"] = Consistency(
            consistency =>
                consistency
                    .With("first_sequence", 1)
                    .With("previous_size", 1)
                    .With("frontier", JsonArray.OfTexts([new string('0', 64)])),
            "AUDIT_CHAIN_BROKEN"
        ),
        ["consistency unreadable"] = Consistency(consistency => consistency.With("v", 2), "CONSISTENCY_INVALID"),
        ["consistency missing"] = new(
            FailureClass.AuditChainBroken,
            "BAG_FILE_MISSING",
            forger => forger.Files.Remove(BagLayout.Consistency)
        ),
    };

    /// <summary>Journal, reports, certificate and chain tell one forged story.</summary>
    public static void ForgeAll(BagForger forger)
    {
        forger.EditLines(BagLayout.Journal, InputForgeries.KeepTotals);
        PayloadForger.RecomputeWithChain(forger);
    }

    /// <summary>The second line of a checkpoint is the size of the tree.</summary>
    private static void EditSize(BagForger forger, Func<string, string> edit)
    {
        var lines = forger.Text(BagLayout.Checkpoint).Split('\n');
        lines[1] = edit(lines[1]);
        forger.Put(BagLayout.Checkpoint, string.Join('\n', lines));
    }

    private static Forgery Broken(Action<List<string>> edit) =>
        new(FailureClass.AuditChainBroken, "AUDIT_CHAIN_BROKEN", forger => forger.EditLines(BagLayout.Audit, edit));

    private static Forgery Checkpoint(string code, Action<BagForger> edit) =>
        new(FailureClass.CheckpointInvalid, code, edit);

    private static Forgery Consistency(Func<JsonObject, JsonObject> edit, string code) =>
        new(FailureClass.AuditChainBroken, code, forger => forger.EditJson(BagLayout.Consistency, edit));
}
