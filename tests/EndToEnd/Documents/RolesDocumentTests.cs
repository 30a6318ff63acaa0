using Bookseal.Books.Company;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Documents;

/// <summary>docs/cli.md quotes the one table of who may do what.</summary>
public sealed class RolesDocumentTests
{
    [Fact]
    public void Document_ActsAndRoles_AreTheTableInTheCode()
    {
        var document = Path.Combine(Path.GetDirectoryName(Repository.FormatsDocument)!, "cli.md");
        var rows = File.ReadLines(document)
            .SkipWhile(line => line != "| act | least role |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(Acts.All.Select(act => $"| {act.Name} | {act.Role.Text()} |"), rows);
    }
}
