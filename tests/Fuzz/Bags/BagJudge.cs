using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Notes;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Mutators;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Bags;

/// <summary>
/// May this bag be accepted? Only if it says what the original said: the same payload to the byte; the same signed
/// statement, and for whoever has no key the same manifest; the same tree head and the same place in the log. What
/// signs nothing may differ: what bag-info.txt says, further signatures, and other tag files, if the tag manifest names
/// them.
/// </summary>
internal static class BagJudge
{
    public static Verdict Judge(
        VerificationReport report,
        SealedMonth month,
        FuzzBag bag,
        Forger forger,
        bool isTrusted
    )
    {
        var text = report.ToJson().ToString();
        if (text.Length == 0 || report.Checks.Count == 0 || report.IsAuthenticated && !isTrusted)
            return new("no report", "the report does not fit the verification");
        if (!report.IsValid)
            return new(report.Checks.First(check => check.Outcome == CheckOutcome.Failed).Code ?? "no code");
        var label = $"accepted: {(isTrusted ? "trusted" : "without trust")}, {forger}";

        // Whoever has every key can make another proof that holds; docs/formats.md says so. What is accepted must still
        // add up.
        if (forger == Forger.Conspirators)
            return new(label, Sums.Check(bag));
        return new(
            label,
            Difference(month, bag, forger, isTrusted) is { } difference ? $"accepted, though {difference}" : null
        );
    }

    private static string? Difference(SealedMonth month, FuzzBag bag, Forger forger, bool isTrusted)
    {
        if (PayloadDifference(month, bag) is { } file)
            return $"{file} is not what it was";
        if (!IsSame(month, bag, BagWriter.Declaration))
            return "bagit.txt is another";
        if (Unlisted(bag) is { } stranger)
            return $"nothing names {stranger}";
        var envelope = DsseEnvelope.Parse(bag.Envelope).Value;
        if (!envelope.ToJson().AsSpan().SequenceEqual(bag.Envelope))
            return "the envelope is spelt otherwise";
        var isSameStatement =
            forger == Forger.Insider
                ? Statement.Parse(envelope.Payload).Value.Predicate.ToString() == month.Statement.Predicate.ToString()
                : envelope.Payload.AsSpan().SequenceEqual(month.Envelope.Payload)
                    && envelope.PayloadType == month.Envelope.PayloadType;
        if (isTrusted && !isSameStatement)
            return "the statement is another";
        if (isTrusted && forger != Forger.Insider && !IsSame(month, bag, BagWriter.Manifest))
            return "the manifest is another";
        if (isTrusted && SignedNote.Parse(bag.Files[BagLayout.Checkpoint]).Value.Text != month.CheckpointText)
            return "the checkpoint is another";
        return IsSame(month, bag, BagLayout.Consistency) ? null : "the place in the log is another";
    }

    private static string? Unlisted(FuzzBag bag)
    {
        var listed = Splice.Text(bag.Files.GetValueOrDefault(BagWriter.TagManifest, [])).Split('\n');
        return bag.Files.Keys.FirstOrDefault(path =>
            !BagPath.IsPayload(path)
            && path != BagWriter.TagManifest
            && !listed.Contains($"{Digest.Of(bag.Files[path])}  {BagPath.Encode(path)}")
        );
    }

    private static string? PayloadDifference(SealedMonth month, FuzzBag bag) =>
        bag
            .Payload.Select(file => file.Key)
            .Union(month.Paths.Where(path => path.StartsWith(FuzzBag.PayloadPrefix, StringComparison.Ordinal)))
            .FirstOrDefault(path => !IsSame(month, bag, path));

    private static bool IsSame(SealedMonth month, FuzzBag bag, string path) =>
        bag.Files.TryGetValue(path, out var now)
        && month.Files.TryGetValue(path, out var old)
        && now.AsSpan().SequenceEqual(old);
}
