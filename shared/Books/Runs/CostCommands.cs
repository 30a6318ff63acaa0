using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>Names the entry that accrues what a provider may still change. The guard compares the amounts.</summary>
public sealed record NameAccrual(Actor Actor, string Provider, EntryId Entry) : RunCommand(Actor)
{
    public override string Name => "name_accrual";
}
