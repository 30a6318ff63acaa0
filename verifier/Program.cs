using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.BagIt;
using Bookseal.Verifier;

const int unusable = 64;
const int internalError = 70;

if (args is [] or ["--help"] or ["-h"])
{
    Console.WriteLine(Arguments.Help);
    return args.Length == 0 ? unusable : 0;
}

if (args is ["--version"])
{
    Console.WriteLine(Arguments.Version);
    return 0;
}

try
{
    if (!Arguments.Parse(args).TryGet(out var arguments, out var fault))
        return Fail(fault, unusable);
    var opened = await ProofInput.OpenAsync(
        arguments.Proof,
        arguments.IsBagOnly ? 0 : Limits.EntryProofBytes,
        CancellationToken.None
    );
    if (!opened.TryGet(out var input, out fault))
        return Fail(fault, unusable);
    return arguments.IsBagOnly ? await CheckBagAsync(input.Bag!, arguments) : await VerifyAsync(input, arguments);
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    return Fail(new Fault("INPUT_UNREADABLE", e.Message), unusable);
}
catch (Exception e)
{
    // A bug. Whoever ran this must not mistake it for a verdict.
    return Fail(
        new Fault(
            "INTERNAL_ERROR",
            $"the verifier failed and says nothing about the proof: {e.GetType().Name}: {e.Message}"
        ),
        internalError
    );
}

async Task<int> VerifyAsync(ProofInput input, Arguments arguments)
{
    TrustPolicy? trust = null;
    if (arguments.Trust is { } path)
    {
        var read = await PlainFile.ReadAsync(path, Limits.BagSmallFileBytes, CancellationToken.None);
        if (!read.Then(bytes => TrustPolicy.FromBytes(bytes)).TryGet(out trust, out var fault))
            return Fail(fault with { Where = path }, unusable);
    }

    if (!(await KeptInput.OpenAsync(arguments, CancellationToken.None)).TryGet(out var kept, out var unkept))
        return Fail(unkept, unusable);
    if (input.EntryProof is { } proof)
        return arguments is { Newer: null, Checkpoint: null, WantsInterval: false }
            ? Tell(EntryProofVerifier.Verify(proof, trust), arguments)
            : Fail(new("USAGE", "--newer, --checkpoint and --interval are for bags"), unusable);
    var limits = arguments.IsLarge ? BagLimits.OfFriends : BagLimits.OfStrangers;
    if (arguments.WantsInterval || await IntervalVerifier.IsIntervalAsync(input.Bag!, CancellationToken.None))
        return await VerifyIntervalAsync(input.Bag!, trust, limits, arguments);
    var report = await ProofVerifier.VerifyAsync(input.Bag!, trust, CancellationToken.None, limits, kept);
    if (arguments.IsJson)
        Console.WriteLine(VisibleText.Of(report.ToJson(arguments.AllowsUntrusted)));
    else
        Report.Write(report, arguments.AllowsUntrusted);
    return (int)report.Verdict(arguments.AllowsUntrusted);
}

async Task<int> VerifyIntervalAsync(IBagFiles bag, TrustPolicy? trust, BagLimits limits, Arguments arguments)
{
    if (arguments is not { Newer: null, Checkpoint: null })
        return Fail(new("USAGE", "--newer and --checkpoint are for closes"), unusable);
    var found = await IntervalVerifier.VerifyAsync(bag, trust, CancellationToken.None, limits);
    if (arguments.IsJson)
        Console.WriteLine(VisibleText.Of(found.ToJson(arguments.AllowsUntrusted, arguments.WantsInterval)));
    else
        Report.Write(found, arguments.AllowsUntrusted, arguments.WantsInterval);
    return (int)found.Verdict(arguments.AllowsUntrusted, arguments.WantsInterval);
}

static int Tell(EntryVerification verification, Arguments arguments)
{
    if (arguments.IsJson)
        Console.WriteLine(VisibleText.Of(verification.ToJson(arguments.AllowsUntrusted)));
    else
        Report.Write(verification, arguments.AllowsUntrusted);
    return (int)verification.Report.Verdict(arguments.AllowsUntrusted);
}

static async Task<int> CheckBagAsync(IBagFiles bag, Arguments arguments)
{
    var report = await BagValidator.ValidateAsync(bag, CancellationToken.None);
    if (arguments.IsJson)
        Console.WriteLine(VisibleText.Of(Report.ToJson(report)));
    else
        foreach (var line in Report.Lines(report))
            Console.WriteLine(line);
    return report.IsValid ? 0 : (int)FailureClass.BagInvalid;
}

int Fail(Fault fault, int exitCode)
{
    Console.Error.WriteLine(VisibleText.Of(fault.ToString()));
    if (args.Contains("--json"))
        Console.WriteLine(
            VisibleText.Of(JsonObject.Of(("error", JsonObject.Of(("code", fault.Code), ("message", fault.Message)))))
        );
    return exitCode;
}
