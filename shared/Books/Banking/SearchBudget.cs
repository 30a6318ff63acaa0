namespace Bookseal.Books.Banking;

/// <summary>How much a search may look at: hostile files end it, honest ones never meet the limit.</summary>
internal sealed class SearchBudget(long steps)
{
    private long _left = steps;

    /// <summary>False once it is used up.</summary>
    public bool Spend(long steps)
    {
        if (_left < steps)
            return false;
        _left -= steps;
        return true;
    }
}
