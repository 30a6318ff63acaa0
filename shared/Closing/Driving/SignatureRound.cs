using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Sealing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Driving;

/// <summary>Puts a staged proof before those who may sign it, one signature a call.</summary>
public sealed class SignatureRound(ProofSigning signing)
{
    /// <summary>The run with one more signature; nobody's step where none can be had now.</summary>
    /// <param name="certifier">
    /// Who certified a moment ago, in this drive: they sign what they have been shown, without being asked again.
    /// </param>
    public async Task<Result<Step>> NextAsync(
        CloseRun run,
        Actor? certifier,
        ITaskAssignee assignee,
        IProgress<CloseProgress> progress,
        CancellationToken cancel
    )
    {
        if (!(await signing.ReadAsync(run, cancel)).TryGet(out var staged, out var fault))
            return fault;
        if (certifier is not null && run.Certification?.By == certifier.Id && !run.HasSigned(certifier.Id))
            return (await signing.SignAsync(run, staged, certifier, cancel)).Map(Step.To);
        var signers = await assignee.SignersAsync(run, staged, cancel);
        if (signers.Count == 0)
            return Step.Nobody;
        if (await signing.VerifyAsync(run, staged, cancel) is { } unfit)
            return unfit;
        foreach (var signer in signers)
        {
            var signed = await signing.SignAsync(run, staged, signer, cancel);
            if (signed.IsOk || !IsOfKey(signed.Fault))
                return signed.Map(Step.To);
            progress.Report(new(run, null, null) { Notice = signed.Fault });
        }

        return Step.Nobody;
    }

    /// <summary>The person could sign, and their key cannot be had now: somebody else may.</summary>
    private static bool IsOfKey(Fault fault) =>
        fault.Code.StartsWith("KEY_", StringComparison.Ordinal)
        || fault.Code is KeyCode.VaultRefused or KeyCode.ReplyInvalid;
}
