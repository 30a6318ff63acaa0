using Bookseal.TestHost.Verbs;

namespace Bookseal.TestHost;

/// <summary>
/// A process for tests that need several: <c>Bookseal.TestHost VERB ARGUMENT...</c>; exit code 64 for anything that it
/// does not understand.
/// </summary>
public static class Program
{
    private const int UsageExitCode = 64;
    private static readonly IVerb[] Verbs =
    [
        new AppendVerb(),
        new IncrementVerb(),
        new MonthVerb(),
        new PostVerb(),
        new CloseVerb(),
        new EventsVerb(),
    ];

    public static async Task<int> Main(string[] args)
    {
        var verb = Verbs.FirstOrDefault(verb => verb.Name == args.FirstOrDefault());
        if (verb is not null && await verb.RunAsync(args[1..], CancellationToken.None))
            return 0;
        foreach (var known in verb is null ? Verbs : [verb])
            await Console.Error.WriteLineAsync($"usage: {known.Name} {known.Usage}");
        return UsageExitCode;
    }
}
