namespace Bookseal.Closing.Refusals;

/// <summary>The exit codes of <c>bookseal</c>; documented in docs/cli.md.</summary>
public static class ExitCode
{
    public const int Success = 0;

    /// <summary>A bug, or a store that cannot be reached.</summary>
    public const int InternalError = 1;

    /// <summary>The books are not ready: a health check or a guard says no.</summary>
    public const int NotReady = 2;

    /// <summary>The rules refuse: missing role, period closed, segregation of duties, ...</summary>
    public const int Refused = 3;

    /// <summary>The close waits for a person.</summary>
    public const int Waiting = 4;

    /// <summary>By Ctrl-C; what shells say of a program that SIGINT ended.</summary>
    public const int Interrupted = 130;

    public const int Usage = 64;

    /// <summary>The input has faults; they are listed with file, line and column.</summary>
    public const int BadInput = 65;
}
