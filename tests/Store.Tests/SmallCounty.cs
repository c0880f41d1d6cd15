namespace Store.Tests;

/// <summary>
/// A county small enough to keep in mind: two towns; An has villages Dong (contacts ann and bob) and Xi, Bei has one village,
/// Nan (contact cat). The roster lists Xi before Dong. dan works in town An, eve for the county.
/// </summary>
internal static class SmallCounty
{
    public const string An = "/c/an/";
    public const string Bei = "/c/bei/";

    // Made for these tests: a region code that no county has, and a checksum that fits.
    public const string IdNumber = "990101199003070019";
    public const string Phone = "13812345678";

    public static readonly Unit[] Units =
    [
        new("dong", "an", "village", "Dong", "poor", 3),
        new("c", null, "county", "County", "", 0),
        new("an", "c", "town", "An", "", 1),
        new("xi", "an", "village", "Xi", "", 2),
        new("bei", "c", "town", "Bei", "", 4),
        new("nan", "bei", "village", "Nan", "", 5),
        new("water", "c", "department", "Water", "", 6),
    ];

    public static async Task Seed(Tx tx)
    {
        await Store.Units.Save(tx, Units);
        await People.Save(tx,
        [
            Person("ann", "contact", "dong", 1) with { Phone = tx.Cipher.Encrypt(Phone) },
            Person("bob", "contact", "dong", 2),
            Person("cat", "contact", "nan", 3),
            Person("dan", "township", "an", 4),
            Person("eve", "county_office", "c", 5),
            Person("fay", "contact", "dong", 6) with { Active = false },
        ]);
        await Households.SaveMany(tx,
        [
            Household("d2", "dong", "ann", 1) with { HeadName = "Second_of Dong", IdNumber = tx.Cipher.Encrypt(IdNumber) },
            Household("d1", "dong", "ann", 2),
            Household("d3", "dong", "bob", 3) with { Phone = tx.Cipher.Encrypt(Phone), IdentifiedOn = new DateOnly(2021, 12, 31) },
            Household("x1", "xi", "bob", 1),
            Household("n1", "nan", "cat", 1),
            Household("d4", "dong", "ann", 4) with { MonitorType = "" },
            Household("d5", "dong", "", 5) with { MonitorType = "", HeadName = "Nobody's" },
        ]);
    }

    public static Person Person(string userid, string role, string unit, int sort) =>
        new(userid, $"{userid}'s name", role, unit, "", null, true, sort);

    public static Household Household(string id, string village, string contact, int sort) =>
        new(id, village, "1", $"Head of {id}", null, "monitored low-income", 3, "unstable", "illness", "open", null, null, contact, sort);
}
