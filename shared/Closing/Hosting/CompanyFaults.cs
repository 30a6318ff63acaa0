using Bookseal.Storage.Audit;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Closing.Hosting;

/// <summary>
/// What keeps one company's round from its end is a finding about that company. The others have theirs.
/// </summary>
public static class CompanyFaults
{
    /// <summary>What nobody has a code for.</summary>
    public const string Unexpected = "ROUND_FAILED";

    public static Fault Of(Exception e) =>
        e switch
        {
            ChainRefusedException chain => chain.Fault,
            KeyRefusedException key => key.Fault,
            StoreRefusedException => new Fault("STORE_ACCESS_DENIED", e.Message),
            StoreUnavailableException => new Fault("STORE_UNAVAILABLE", e.Message),
            _ when DiskFaults.Of(e) is { } disk => disk,
            _ => new Fault(Unexpected, $"{e.GetType().Name}: {e.Message}"),
        };
}
