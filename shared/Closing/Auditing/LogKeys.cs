using Bookseal.Evidence.Signing;

namespace Bookseal.Closing.Auditing;

/// <summary>The keys by which the log's checkpoints are believed.</summary>
internal static class LogKeys
{
    public static async Task<IReadOnlyList<VerificationKey>> ReadAsync(Workspace workspace, CancellationToken cancel)
    {
        var held = workspace.Keys.KeysOf(null).Select(key => key.Key);
        if (workspace.Keys.ListsAllThatIsTrusted)
            return [.. held];
        return [.. held.Union((await workspace.ReadRollAsync(cancel)).Of(null).Select(key => key.Key))];
    }
}
