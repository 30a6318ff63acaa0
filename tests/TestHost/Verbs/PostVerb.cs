using System.Globalization;
using Bookseal.TestHost.Scenario;

namespace Bookseal.TestHost.Verbs;

/// <summary>Posts entries to January one by one; prints each id with <c>ok</c> or the code of its refusal.</summary>
internal sealed class PostVerb : IVerb
{
    public string Name => "post";

    public string Usage => "FOLDER WORKER COUNT";

    public async Task<bool> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (
            arguments is not [var folder, var worker, var number]
            || !int.TryParse(number, CultureInfo.InvariantCulture, out var count)
        )
            return false;
        using var world = new World(folder);
        var services = world.Open();
        var master = (await services.Workspace.ReadMasterDataAsync(cancel)).Value;
        for (var i = 0; i < count; i++)
        {
            var id = $"P{worker}-{i}";
            var posted = await services.Posting.PostAsync(
                SmallBooks.January,
                id,
                [SmallBooks.Entry(id)],
                AdjustingDesk.Bookkeeper,
                master,
                cancel
            );
            await Console.Out.WriteLineAsync($"{id} {(posted.IsOk ? "ok" : posted.Fault.Code)}");
        }

        return true;
    }
}
