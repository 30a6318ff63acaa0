using System.Diagnostics;

namespace Bookseal.EndToEnd.Tests.Programs;

/// <summary>
/// A program of a test neither sees nor writes what the developer's own one remembers, nor what another test's one
/// does: each run has a state folder of its own, unless the test gives one.
/// </summary>
internal static class UserState
{
    private static readonly string Root = MakeRoot();

    public static void Isolate(ProcessStartInfo start)
    {
        start.Environment.Remove("BOOKSEAL_DATA");
        start.Environment["XDG_STATE_HOME"] = Path.Combine(Root, Guid.NewGuid().ToString("N"));
    }

    private static string MakeRoot()
    {
        var root = Directory.CreateTempSubdirectory("bookseal-state-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    }
}
