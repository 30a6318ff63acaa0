using System.Text;
using Bookseal.Storage;

namespace Bookseal.TestHost.Verbs;

/// <summary>
/// Appends the lines <c>WORKER 0</c>, <c>WORKER 1</c>, ... to an object that others append to at the same time, and
/// prints each that was acknowledged.
/// </summary>
internal sealed class AppendVerb : IVerb
{
    public string Name => "append";

    public string Usage => "FOLDER OBJECT WORKER COUNT";

    public async Task<bool> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (arguments is not [var folder, var name, var worker, var number] || !int.TryParse(number, out var count))
            return false;
        var objects = Stores.Open(folder).Objects;
        var path = ObjectPath.Of(name);
        var created = await objects.CreateAppendableAsync(path, cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException(created.Fault.ToString());
        for (var i = 0; i < count; i++)
        {
            await AppendAsync(objects, path, Encoding.UTF8.GetBytes($"{worker} {i}\n"), cancel);
            await Console.Out.WriteLineAsync($"{worker} {i}");
        }

        return true;
    }

    private static async Task AppendAsync(IObjectStore objects, ObjectPath path, byte[] line, CancellationToken cancel)
    {
        while (true)
        {
            var info = await objects.InfoAsync(path, cancel);
            var appended = await objects.AppendAsync(path, info.Value.Length, line, null, cancel);
            if (appended.IsOk)
                return;
            if (appended.Fault.Code != StoreCode.PositionNotMet)
                throw new IOException(appended.Fault.ToString());
        }
    }
}
