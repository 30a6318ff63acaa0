namespace Bookseal.TestHost;

/// <summary>
/// One thing that a test lets another process do. What is acknowledged is printed, a line each, as soon as it is.
/// </summary>
internal interface IVerb
{
    string Name { get; }

    /// <summary>The arguments after the verb, for the message about wrong ones.</summary>
    string Usage { get; }

    /// <returns>Whether the arguments were understood.</returns>
    Task<bool> RunAsync(string[] arguments, CancellationToken cancel);
}
