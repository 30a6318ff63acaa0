using Bookseal.Books.Certificates;
using Bookseal.Books.Runs;

namespace Bookseal.Books.Proof;

/// <summary>
/// What agents found and people attached: files of the payload that are named by the digests in the chain, and of whose
/// content the proof says nothing more.
/// </summary>
public static class TaskEvidence
{
    public static string PathOf(Digest digest) => $"{BagLayout.TaskEvidence}{digest}";

    /// <summary>In order, each once; none before rules 5.</summary>
    public static IReadOnlyList<Digest> Of(CloseRun run, RuleSet rules)
    {
        if (rules < RuleSet.V5)
            return [];
        var results = run
            .Template.Tasks.Where(task => task is { HasAgent: true, Role: null })
            .Select(task => run.Tasks.GetValueOrDefault(task.Number)?.Evidence)
            .OfType<Digest>();
        var prepared = run.OpenTasks.Values.Select(open => open.Prepared?.Evidence).OfType<Digest>();
        return
        [
            .. results
                .Concat(prepared)
                .Concat(run.Attachments.Select(file => file.Sha256))
                .Distinct()
                .OrderBy(digest => digest.ToString(), StringComparer.Ordinal),
        ];
    }
}
