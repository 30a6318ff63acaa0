namespace Bookseal.TestHost.Faults;

/// <summary>What goes wrong at a write.</summary>
public enum FaultMode
{
    /// <summary>The process dies before the write takes effect.</summary>
    CrashBefore,

    /// <summary>The write takes effect, and the process dies before it hears so.</summary>
    CrashAfter,

    /// <summary>The write takes effect, its reply is lost, and the same process retries.</summary>
    ReplyLost,

    /// <summary>The store is away for a moment before the write takes effect; the same process retries.</summary>
    AwayBefore,

    /// <summary>SIGKILL before the write.</summary>
    KillBefore,

    /// <summary>SIGKILL after the write.</summary>
    KillAfter,
}
