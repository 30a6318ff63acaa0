using System.Text;
using Bookseal.Storage.Backups;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Backups;

/// <summary>All of a tenant in a store, as text: what two stores have to agree in.</summary>
internal static class RestoredStore
{
    /// <param name="hasState">False to leave out what only some stores tell.</param>
    public static async Task<string> DescribeAsync(Workspace workspace, bool hasState = true)
    {
        var (text, objects) = (new StringBuilder(), workspace.Backend.Objects);
        foreach (var info in await TenantPlaces.ListAsync(objects, workspace.Tenant, default))
        {
            await using var stream = (await objects.ReadAsync(info.Path, 0, null, default)).Value;
            using var content = new MemoryStream();
            await stream.CopyToAsync(content);
            text.Append(info.Path).Append(' ').Append(Evidence.Digest.Of(content.ToArray())).Append(' ');
            text.Append(info.IsLeased).Append(' ').Append(info.IsSealed);
            if (hasState)
                text.Append($" {info.Lease} {info.Retention} {info.RetainUntil:O}");
            text.Append('\n');
        }

        foreach (var table in TenantPlaces.Tables)
        await foreach (var row in workspace.Backend.Tables.QueryAsync(table, $"{SmallBooks.Tenant}", "!", "~", default))
            text.Append(table)
                .Append(' ')
                .Append(row.Key)
                .Append(' ')
                .Append(Evidence.Digest.Of(row.Payload.Span))
                .Append('\n');
        return text.ToString();
    }
}
